"""One file per topic: which items two leaflets differ by, and what each difference does."""
