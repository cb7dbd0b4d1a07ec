"""What a page shows of positions, measures and what is said of them."""
