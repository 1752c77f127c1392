"""Read-alongs: a story read together by a plan, part by part."""
