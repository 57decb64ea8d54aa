grant tenet_views to tenet_authenticator;
