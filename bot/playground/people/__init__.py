"""The playground's other side: what people (the page, the tests) see and do."""
