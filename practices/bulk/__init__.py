"""Many new pages at once, in statements for all of them: what an import writes."""
