create schema fault authorization tenet_visitor;
