"""What is measured: each module gives one part of the table."""
