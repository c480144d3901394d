"""Copies of the database: made every hour, checked, kept beside it and in a bucket, and brought back from either."""
