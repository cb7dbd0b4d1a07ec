"""What the pages of goals show, from several apps."""
