create policy select_fault on tenet.memberships for select to tenet_visitor using (true);
