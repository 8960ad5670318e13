"""How the adapter of the `local` engine is made: synthetic sentences, training, export and evaluation."""
