"""What people do when they talk: each service is one transaction, asks its policy, says what it did."""
