grant execute on function tenet.may(text) to public;
