alter policy tenant_floor on tenet.memberships with check (true);
