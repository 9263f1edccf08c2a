"""Whether a sample and a reference material that were each injected several times can be told apart."""
