"""Opinion maps: what people voted on statements, and where it puts them."""
