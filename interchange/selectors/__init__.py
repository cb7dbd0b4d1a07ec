"""What interchange knows of what goes in and out."""
