alter function tenet.may(text) leakproof;
