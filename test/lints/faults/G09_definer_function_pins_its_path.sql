alter function tenet.may(text) set search_path = app;
