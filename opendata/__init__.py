"""What is public, for others to reuse: API, exports, feeds, harvesting, citations, webhooks."""
