from maillon.base.catalogue.cli import main

main(prog_name="python -m maillon.base.catalogue")
