"""E-mails that say what happened, in the reader's language, with a link that shows and never decides."""
