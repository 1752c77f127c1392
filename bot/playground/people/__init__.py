"""The playground's other side: the views and actions of people (on the page, in the tests)."""
