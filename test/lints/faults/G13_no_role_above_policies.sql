alter role tenet_views bypassrls;
