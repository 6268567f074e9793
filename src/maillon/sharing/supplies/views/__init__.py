"""The pages of supplies: the list, an article, what moves it, the count of a site."""
