"""What administrators do: each service is one transaction, asks its policy and announces what it did."""
