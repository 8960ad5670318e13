"""What reviewers see and decide, without any widget: the values of an article, the lit text, checked input, agreement, promotion."""
