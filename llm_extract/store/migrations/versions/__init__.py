"""One module a migration; what one says is never changed once it is released."""
