"""What the pages of plans show, from several apps."""
