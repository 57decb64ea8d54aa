-- Tables of many trades, in several languages and ways to abbreviate, without rows: here names alone speak.
set client_min_messages = warning;

create table app.hr_emp_mstr (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, "EMP_NO" text, "EMP_FNAME" text, "EMP_LNAME" text, "EMP_DOB" date, "EMP_SEX_CD" text, "EMP_MARITAL_STS" text, "EMP_SSN" text, "EMP_ADDR_LN1" text, "EMP_ADDR_LN2" text, "EMP_CITY" text, "EMP_ST" text, "EMP_ZIP" text, "EMP_HOME_PH" text, "EMP_CELL_PH" text, "EMP_EMAIL" text, "EMP_HIRE_DT" date, "EMP_TERM_CD" text, "EMP_DEPT_CD" text, "EMP_GRADE" text, "EMP_ANNL_SAL" numeric, "EMP_BNK_ACCT" text, "EMP_BNK_RTG" text, "EMP_EMRG_CNTCT_NM" text, "EMP_EMRG_CNTCT_PH" text, "EMP_ETHN_CD" text, "EMP_VET_STS" text, "EMP_UNION_CD" text, "EMP_PHOTO" bytea, "EMP_WORK_LOC_CD" text, "EMP_SHIFT" text, "EMP_REC_UPD_DT" timestamptz, "EMP_UPD_BY" text
);

create table app.payslips (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, employee_ref text, period text, gross numeric, net numeric, tax_code text, ni_letter text, ytd_tax numeric, currency text, pay_date date, pdf_path text
);

create table app."tbl_Schueler" (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, "strVorname" text, "strNachname" text, "datGeburt" date, "strStrasse" text, "strPLZ" text, "strOrt" text, "strKlasse" text, "strTelefonEltern" text, "strErziehungsberechtigter" text, "strKonfession" text, "strBemerkung" text, "bolSchwimmer" boolean, "intSchuljahr" integer, "strReligionsunterricht" text
);

create table app.rental_apps (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, applicant_nm text, co_applicant_nm text, curr_addr text, prev_landlord_nm text, prev_landlord_tel text, employer text, mo_income numeric, ssn4 text, credit_score integer, pets_desc text, evicted_before boolean, desired_move_in date, unit_no text, lease_term integer, app_fee numeric, screening_vendor text, status text
);

create table app.game_players (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, gamertag text, display_nm text, email_hash text, country_cd text, birth_yr integer, ip_last text, hwid text, xp integer, lvl integer, clan_tag text, avatar_id integer, ban_reason text, steam_id text, discord text, guild_rank text, season integer, loadout jsonb
);

create table app.hotel_guests (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, "guestName" text, "guestSurname" text, nationality text, "passportNumber" text, "passportIssueDate" date, "docType" text, "checkIn" date, "checkOut" date, "roomNo" text, "roomRate" numeric, "carPlate" text, "dietaryNotes" text, "loyaltyTier" text, "loyaltyNo" text, email text, phone text, company text, vip boolean, adults integer, comments text, "arrivalFlight" text
);

create table app.shipments (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, waybill text, shipper_company text, consignee_name text, consignee_tel text, cnee_addr1 text, cnee_town text, cnee_postcode text, weight_kg numeric, dims text, pieces integer, incoterm text, carrier text, service_level text, pod_signature text, pod_name text, left_with text, driver_comment text, declared_value numeric, hub_code text, eta timestamptz, hs_code text, sort_lane text, last_scan_lat numeric, last_scan_lng numeric
);

create table app.telco_cdr (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, a_number text, b_number text, imsi text, imei text, cell_id text, lac text, duration_s integer, call_type text, charge numeric, start_ts timestamptz, roaming boolean, switch_id text, trunk_group text, cause_code text, tariff_code text
);

create table app.loan_apps (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, borrower_first text, borrower_last text, coborrower text, dob text, tax_id text, monthly_inc numeric, employer_name text, job_yrs numeric, loan_amt numeric, purpose text, apr numeric, term_mo integer, fico integer, collateral_desc text, dti numeric, property_value numeric, underwriter text, decision text, decline_code text, branch_cd text, iban_disb text, mother_maiden text
);

create table app.vehicles_insured (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, vrm text, vin text, make text, model text, year integer, keeper_name text, keeper_postcode text, ncd_years integer, annual_mileage integer, parked_overnight text, cover_type text, excess numeric, named_drivers text
);

create table app.pol_voters (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, voter_nm text, sa_id_no text, precinct text, polling_place text, party text, voted boolean, reg_dt date, addr_ln1 text, addr_ln2 text, suburb text, ward_no text, contact_no text
);

create table app.clinic_visits (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, pt_name text, pt_dob date, mrn text, visit_dt timestamptz, cc text, hpi text, dx_code text, rx text, bp_sys integer, bp_dia integer, ht_cm numeric, wt_kg numeric, provider text, room text, copay numeric, referring_md text, followup_dt date, npi text, notes text, insurer text
);

create table app.products (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, title text, description text, brand text, sku text, ean text, weight_g integer, height_mm integer, color text, gender text, size text, supplier text, price numeric, image_url text, country_of_origin text, contains_allergens text, care_instructions text
);

create table app.campaigns (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, subject_line text, from_name text, reply_to text, template_id text, segment text, sent_count integer, open_rate numeric, utm_source text, owner_team text, budget numeric
);

create table app.servers (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, hostname text, ip_addr text, mac_address text, os_user text, location text, serial_no text, owner_group text, root_pw text, ssh_private_key text, rack integer
);

create table app.animals (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, species text, breed text, sex text, dob date, weight numeric, microchip_no text, owner_name text, owner_tel text, temperament text, neutered boolean, colour text
);

create table app.suppliers (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, vat_no text, phone text, email text, address text, city text, postcode text, bank_name text, iban text, contact_name text, contact_email text, contact_mobile text, payment_terms text, rating integer, website text, country text
);

create table app.chat_messages (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, sender text, body text, sent_at timestamptz, channel text, reaction_count integer, attachment_url text, language text, edited boolean
);

create table app.reviews (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, reviewer_name text, rating integer, comment text, product_id text, title text, verified boolean, helpful_votes integer, reviewer_location text
);

create table app.app_users (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, username text, pwd_hash text, salt text, mfa_secret text, last_login_ip text, locale text, tz text, role text, is_active boolean, google_sub text, fcm_token text, reset_token text, phone_verified boolean, security_q text, security_a text, failed_attempts integer
);

create table app.klienci (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, imie text, nazwisko text, pesel text, nip text, ulica text, nr_domu text, kod_pocztowy text, miasto text, telefon text, adres_email text, data_ur date, plec text, uwagi text, rabat numeric, status text
);

create table app.pracownicy (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, imie_nazwisko text, stanowisko text, dzial text, pensja_brutto numeric, nr_konta text, data_zatrudnienia date, nr_dowodu text
);

create table app.kunder (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, fornavn text, etternavn text, fodselsnummer text, gateadresse text, postnr text, poststed text, mobil text, epost text, kjonn text, kundegruppe text, rabatt numeric, merknad text
);

create table app.medarbejdere (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, navn text, cpr_nr text, loen numeric, kontonr text, adresse text, tlf text, afdeling text, ansat_dato date
);

create table app.pazienti (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, nome text, cognome text, data_nascita date, luogo_nascita text, cod_fiscale text, sesso text, via text, civico text, cap text, comune text, provincia text, cellulare text, medico_curante text, allergie text, gruppo_sanguigno text, note text, tessera_sanitaria text, esenzione text, reparto text, data_ricovero date, diagnosi text, letto text
);

create table app.dipendenti (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, matricola text, nominativo text, mansione text, iban text, stipendio numeric, email_aziendale text, livello text, ore numeric
);

create table app.clientes (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, nombre text, apellido1 text, apellido2 text, nif text, fecha_nac date, telefono1 text, movil text, email text, calle text, num text, piso text, cp text, localidad text, provincia text, cuenta_bancaria text, observaciones text, descuento numeric, forma_pago text, fecha_alta date
);

create table app.empleados (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, nombre_completo text, dni text, num_ss text, salario_bruto numeric, estado_civil text, num_hijos integer, puesto text, departamento text, turno text
);

create table app.utentes (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, nome_completo text, data_nascimento date, nif text, morada text, cod_postal text, localidade text, telemovel text, num_utente text, medico_familia text, obs text
);

create table app.patients_fr (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, nom text, nom_jeune_fille text, prenom text, ddn date, num_secu text, adresse text, cp text, ville text, tel_fixe text, tel_port text, medecin_traitant text, antecedents text, mutuelle text, poids numeric, taille numeric, profession text, personne_confiance text, lit text, service text
);

create table app.locataires (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, civilite text, nom text, prenom text, email text, date_entree date, loyer numeric, caution numeric, garant text, garant_tel text, rib text, revenus_mensuels numeric, employeur text, numero_lot text, etage integer
);

create table app.klanten (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, voorletters text, achternaam text, geb_datum date, straat text, huisnr text, huisnr_toev text, postcode text, plaats text, tel_mobiel text, emailadres text, iban text, geslacht text, klantgroep text, korting numeric
);

create table app."Versicherte" (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, "VersNr" text, "Name" text, "Vorname" text, "GebDat" date, "Strasse" text, "HausNr" text, "PLZ" text, "Ort" text, "TelPrivat" text, "Beruf" text, "Raucher" boolean, "Vorerkrankungen" text, "Tarif" text, "Beitrag" numeric, "Zahlweise" text, "KontoInhaber" text, "IBAN" text, "BIC" text, "Groesse" numeric, "Gewicht" numeric, "Vermittler" text
);

create table app."Artikel" (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, "Bezeichnung" text, "ArtNr" text, "EAN" text, "Gewicht" numeric, "Farbe" text, "Lagerort" text, "Lieferant" text, "EK" numeric, "VK" numeric, "Hersteller" text
);

create table app.lieferanten (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, "Firma" text, "Ansprechpartner" text, "Telefon" text, "EMail" text, "Strasse" text, "PLZ" text, "Ort" text, "UStID" text, "ZahlZiel" integer, "KreditorNr" text
);

create table app.maschinen (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, bezeichnung text, standort text, seriennr text, baujahr integer, hersteller text, wartung_am date, bediener text, ip_adresse text
);

create table app.events (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, venue text, city text, starts_at timestamptz, capacity integer, organizer text, description text, contact_email text, lat numeric, lng numeric
);

create table app.bookings (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, lead_pax_name text, pax_count integer, pax_list jsonb, special_req text, passport_nos text, total numeric, currency text, hotel_name text, hotel_phone text, flight_no text, transfer_pickup text, card_last4 text, card_exp text, cardholder text, billing_zip text, ref text, agent_code text, notes text
);

create table app.case_files (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, case_no text, client_name text, opposing_party text, judge text, court text, filed_on date, summary text, offense text, plea text, verdict text, arresting_officer text, victim_name text, bail_amt numeric, docket_url text
);

create table app.police_incidents (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, incident_no text, reported_by text, suspect_desc text, victim_dob date, location_text text, offence_code text, narrative text, officer_badge text, vehicle_plate text, priority text, status text
);

create table app.church_members (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, full_nm text, baptism_dt date, confirmed boolean, tithe_amt numeric, small_group text, spouse_nm text, kids text, addr text, mobile_no text
);

create table app.fitness_logs (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, user_ref text, resting_hr integer, weight numeric, body_fat_pct numeric, steps integer, workout_type text, calories integer, gps_track jsonb, device_model text
);

create table app.payments (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, payer_name text, payer_email text, amt numeric, ccy text, card_bin text, card_brand text, last4 text, pan_token text, auth_code text, cvv_result text, ip text, billing_addr text, three_ds_status text, psp_ref text, acquirer text
);

create table app.audit_log (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, actor_email text, action text, entity text, before jsonb, after jsonb, ip text, user_agent text, request_id text, at timestamptz
);

create table app.survey_answers (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, respondent_email text, age_band text, gender text, income_band text, postcode text, q1 text, q2 text, nps integer, free_text text, survey_version text
);

create table app.documents (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, title text, file_name text, mime text, size integer, uploaded_by text, sha256 text, storage_key text, tags text, version integer
);

create table app.job_postings (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, title text, location text, salary_min numeric, salary_max numeric, hiring_mgr text, recruiter_email text, description text, requirements text, employment_type text
);

create table app.companies (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, legal_name text, registration_no text, vat_id text, address text, city text, zip text, phone text, email text, website text, industry text, employee_count integer, ceo_name text
);

create table app.kyc_checks (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, subject_name text, doc_type text, doc_number text, doc_expiry date, selfie_url text, pep_match boolean, sanctions_hit boolean, risk_score numeric, provider text, result text, checked_at timestamptz
);

create table app.prescriptions (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, patient_nm text, drug_name text, dosage text, refills integer, prescriber text, pharmacy text, ndc text, sig text, dispensed_at timestamptz
);

create table app.currencies (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, code text, name text, symbol text, minor_units integer
);

create table app.feature_flags (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, key text, name text, description text, owner text, rules jsonb, enabled boolean
);

create table app.email_templates (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, subject text, body_html text, from_name text, from_address text, reply_to text, locale text
);

create table app.notifications_settings (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, email_enabled boolean, sms_enabled boolean, digest_time text, quiet_hours text, phone_required boolean, max_emails_per_day integer
);

create table app.webhooks (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, url text, secret text, events text, description text, signature_header text, retry_policy text
);

create table app.data_imports (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, file_name text, row_count integer, mapping jsonb, error_message text, started_by text, checksum text, source_system text
);

create table app.inventory_items (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, sku text, barcode text, bin text, location text, condition text, weight numeric, width numeric, height numeric, depth numeric, batch_no text, lot_no text, serial_no text, expiry date, supplier text, country_of_origin text, notes text
);

create table app.warehouse_zones (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, code text, address text, lat numeric, lng numeric, manager_name text, temperature numeric, humidity numeric
);

create table app.iot_sensors (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, device_id text, label text, mac text, firmware text, ip text, battery numeric, lat numeric, lng numeric, location text, temperature numeric, pulse integer, owner_email text, install_note text
);

create table app.vehicles (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, make text, model text, year integer, plate text, vin text, color text, odometer integer, fuel text, weight numeric, first_registration date, insurance_expiry date, status text, location text
);

create table app.ships (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, imo text, mmsi text, call_sign text, flag text, captain text, gross_tonnage numeric, net_tonnage numeric, length numeric, year_built integer, home_port text, condition text
);

create table app.invoices (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, invoice_no text, customer_company text, vat_number text, net numeric, gross numeric, tax numeric, currency text, due_date date, issued_on date, po_ref text, line_items jsonb, pdf_url text, reference text, payment_terms text
);

create table app.invoice_lines (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, description text, qty numeric, unit_price numeric, net numeric, discount numeric, gl_account text, cost_center text
);

create table app.accounts_ledger (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, account_number text, account_name text, gl_code text, debit numeric, credit numeric, balance numeric, currency text, period text
);

create table app.stock_trades (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, ticker text, isin text, side text, qty numeric, price numeric, broker text, venue text, trade_id text, settlement_date date
);

create table app.schools (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, principal_name text, address text, district text, phone text, capacity integer, type text, rating numeric
);

create table app.hospitals (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, beds integer, trauma_level text, phone text, address text, specialties text, director text
);

create table app.courses (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, title text, code text, description text, credits integer, language text, level text, room text, instructor text, syllabus_url text, condition text
);

create table app.books (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, title text, author text, isbn text, publisher text, year integer, pages integer, genre text, language text, blurb text
);

create table app.movies (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, title text, director text, year integer, rating text, genre text, runtime integer, synopsis text
);

create table app.recipes (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, title text, ingredients jsonb, calories integer, allergens text, instructions text, diet text, servings integer
);

create table app.plants (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, species text, height_cm numeric, temperature_min numeric, sun text, water_frequency text
);

create table app.pets (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, breed text, sex text, birth_date date, colour text, chip_no text, diet text, allergies text, vet_name text, owner text
);

create table app.horses (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, sire text, dam text, dob date, sex text, height numeric, colour text, passport_no text, rider text
);

create table app.menus (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, allergens text, price numeric, description text, vegan boolean
);

create table app.drugs (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, atc_code text, dosage_form text, strength text, manufacturer text, symptoms text, contraindications text, pregnancy_category text
);

create table app.clinical_trials (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, title text, phase text, sponsor text, condition text, drug text, sites integer, principal_investigator text, status text
);

create table app.icd_codes (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, code text, description text, chapter text
);

create table app.diseases (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, icd text, symptoms text, treatment text, vaccine_available boolean
);

create table app.translations (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, key text, locale text, text text, context text
);

create table app.cms_pages (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, title text, slug text, body text, author text, meta_description text, template text, published_at timestamptz
);

create table app.blog_posts (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, title text, slug text, body_md text, author_name text, excerpt text, tags text, cover_image text
);

create table app.tasks (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, title text, description text, status text, priority text, due date, assignee text, estimate numeric, labels text, blocked_by text
);

create table app.projects (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, code text, description text, budget numeric, client_company text, sponsor text, start_date date, health text, status text
);

create table app.meetings (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, title text, agenda text, location text, starts_at timestamptz, organizer text, attendees text, notes text
);

create table app.regions (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, code text, parent_code text, population integer, median_income numeric, timezone text, lat numeric, lng numeric
);

create table app.tax_rates (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, rate numeric, country text, region text, valid_from date
);

create table app.elections (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, date date, type text, seats integer, party_count integer, turnout numeric
);

create table app.job_queue (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, queue text, job_class text, payload jsonb, locked_by text, run_at timestamptz, last_error text, attempts integer, priority integer
);

create table app.api_requests (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, method text, path text, status integer, client_ip text, user_agent text, duration_ms integer, request_id text, api_version text
);

create table app.dns_records (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, type text, value text, ttl integer, zone text
);

create table app.network_interfaces (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, ip_address text, mac_address text, mtu integer, gateway text, vlan text
);

create table app.ssl_certs (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, common_name text, issuer text, serial_number text, fingerprint text, private_key text, valid_to date, san text
);

create table app.git_commits (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, sha text, author_name text, author_email text, message text, repo text, branch text, committed_at timestamptz
);

create table app.builds (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, number integer, status text, triggered_by text, commit_sha text, branch text, duration integer, log_url text, agent text
);

create table app.licenses (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, product text, license_key text, seats integer, holder_company text, expires_on date
);

create table app.contracts (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, title text, counterparty text, signed_on date, value numeric, status text, signatory_name text, governing_law text
);

create table app.insurance_products (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, coverage text, premium numeric, min_age integer, max_age integer, deductible numeric, description text
);

create table app.price_lists (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, currency text, valid_from date, customer_group text
);

create table app.promo_codes (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, code text, discount numeric, max_uses integer, min_order numeric, description text
);

create table app.shipping_rates (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, zone text, weight_from numeric, weight_to numeric, price numeric, carrier text, service_name text
);

create table app.store_locations (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, street text, city text, postal_code text, lat numeric, lng numeric, phone text, email text, opening_hours text, manager text, store_no text
);

create table app.parking_spots (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, number text, level text, zone text, type text, holder_name text, plate text
);

create table app.rooms (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, number text, floor text, capacity integer, phone_ext text, equipment text, building text
);

create table app.keys_register (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, key_no text, room text, holder text, issued_at timestamptz, returned_at timestamptz
);

create table app.assets (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, tag text, name text, model text, serial text, assigned_to text, location text, purchase_price numeric, condition text, warranty_to date
);

create table app.teams (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, coach text, home_city text, stadium text, founded integer
);

create table app.matches (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, home_team text, away_team text, referee text, score text, venue text, attendance integer
);

create table app.surveys (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, title text, questions jsonb, audience text, incentive text, owner text
);

create table app.payroll_runs (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, period text, status text, total_gross numeric, total_net numeric, headcount integer, approved_by text, bank_file text
);

create table app.expense_claims (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, claimant text, amount numeric, currency text, category text, description text, merchant text, receipt_url text, approved_by text, cost_center text
);

create table app.pension_plans (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, name text, provider text, employer_contribution numeric, vesting integer
);

create table app.crm_lead (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, lead_first text, lead_last text, co_name text, title text, e_mail1 text, e_mail2 text, phone_direct text, phone_mob text, twitter text, lead_src text, score integer, budget_rng text, last_touch date, stage text, nurture_track text, bant jsonb, do_not_call boolean, linkedin_url text, city text, rep_assigned text
);

create table app.bnk_cust (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, cst_ttl text, cst_frst_nm text, cst_lst_nm text, cst_brth_dt date, cst_gndr text, cst_natnlty text, cst_pssprt_no text, cst_tax_idntfctn text, cst_home_phne text, cst_mbl text, cst_eml text, cst_adr_1 text, cst_adr_2 text, cst_pst_cd text, cst_mthly_incm numeric, cst_occptn text, cst_seg text, cst_open_dt date, cst_rm text, cst_brnch text, cst_risk_rtg text, cst_fatca boolean
);

create table app.wire_xfers (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, orig_nm text, orig_acct text, orig_addr text, bene_nm text, bene_acct text, bene_bank text, bene_bic text, amt numeric, ccy text, remittance_info text, fx_rate numeric, val_dt date, channel text, swift_msg text, ofac_hit boolean
);

create table app.ins_claims (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, insured_name text, loss_date date, loss_desc text, claimant_phone text, injured_party text, injury_type text, hospital text, police_report_no text, adjuster_name text, reserve numeric, paid numeric, peril_cd text, vehicle_reg text, attorney text, medical_bills numeric, photos jsonb
);

create table app.med_encounters (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, pat_nm text, attending text, cc_text text, vitals jsonb, dx1 text, dx2 text, proc_cd text, allergies_txt text, smoking_sts text, bmi numeric, rx_list text, disch_summary text, admit_ts timestamptz, ward text, bed text, payer_plan text, ins_member_id text, auth_no text
);

create table app.lab_orders (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, patient_name text, ordered_by text, test_code text, result_val text, result_flag text, ref_range text, specimen_type text, collected_at timestamptz, analyzer text, units text
);

create table app.school_students (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, stu_nm text, stu_dob date, homeroom text, guardian1_nm text, guardian1_cell text, guardian2_nm text, bus_route text, iep_flag boolean, lunch_status text, gpa numeric, discipline_notes text, allergies text, enrollment_dt date, grade_lvl integer, locker_no text, languages_home text, counselor text
);

create table app.alumni_donors (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, full_name text, grad_year integer, addr_street text, addr_city text, addr_state text, addr_zip text, spouse text, gift_amt numeric, fund text, giving_level text, employer text, wealth_score integer, solicitor text, deceased boolean
);

create table app.airline_bookings (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, pnr text, pax_last text, pax_first text, pax_title text, dob date, apis_doc_no text, apis_doc_exp date, seat text, meal_code text, ssr_codes text, ff_no text, contact_ph text, contact_eml text, fop_last4 text, origin text, dest text, fare_basis text, bag_count integer
);

create table app.hotel_res (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, guest_nm text, guest_eml text, arr date, dep date, room_type text, rate_code text, eta_time text, cc_token text, prefs text, occasion text, company_name text, travel_agent text, confirmation_no text
);

create table app.ride_trips (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, rider_nm text, rider_ph text, driver_nm text, driver_plate text, pickup_lat numeric, pickup_lng numeric, dropoff_addr text, fare numeric, surge numeric, rating integer, tip numeric, route_poly text, veh_class text, cancelled_by_role text, promo text
);

create table app.delivery_orders (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, rcpnt text, rcpnt_mob text, street_no text, landmark text, gate_code text, items jsonb, tip numeric, courier_nm text, proof_photo text, eta timestamptz, instructions text, store_name text, slot text, total numeric
);

create table app.re_tenants (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, tnt_nm text, tnt_email text, co_signer text, prev_addr text, emerg_name text, emerg_ph text, move_in date, rent numeric, deposit numeric, ssn_enc bytea, dl_state text, dl_num text, income_verified boolean, pet_info text, vehicle_tag text, balance_due numeric
);

create table app.telco_subs (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, sub_nm text, msisdn text, imei text, sim_no text, bill_addr text, id_type text, id_num text, plan text, activation date, data_used numeric, credit_class text, puk1 text, dealer_cd text, last_cell text
);

create table app.util_accts (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, acct_holder text, svc_addr text, meter_no text, read_val numeric, tariff text, bill_ph text, bank_iban text, occupants integer, move_date date, budget_billing boolean, life_support boolean
);

create table app.gov_permits (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, applicant_nm text, applicant_addr text, applicant_ph text, parcel_no text, permit_type text, fee numeric, inspector text, issued date, owner_of_record text, contractor_lic text, zoning text, valuation numeric, description text
);

create table app.court_parties (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, party_nm text, party_role text, dob date, address text, atty_nm text, atty_bar_no text, alias text, race text, height text, eye_color text, case_no text
);

create table app.tax_returns (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, tp_name text, tp_sin text, spouse_sin text, filing_sts text, agi numeric, refund numeric, dep_names text, prep_name text, year integer, bank_rtn text, direct_dep_acct text, e_file_pin text
);

create table app.voter_file (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, last text, first text, middle text, suffix text, res_addr text, mail_addr text, birth_year integer, party_cd text, precinct text, status text
);

create table app.gym_members (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, nm text, em text, ph text, dob date, goal text, injuries text, emerg_contact text, card_on_file text, plan text, rfid_tag text, trainer text, weight_start numeric, checkin_count integer
);

create table app.dating_profiles (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, handle text, bio text, orientation text, seeking text, height_cm integer, ethnicity text, religion text, smoker text, drinks text, lat numeric, lon numeric, photos jsonb, premium boolean, prompt_answers text
);

create table app.forum_users (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, nick text, email text, joined_ip text, signature text, birthday date, location text, post_count integer, rank text, website text, warn_level integer
);

create table app.sso_sessions (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, subject text, ip_addr text, ua text, device_id text, mfa_method text, refresh_tok text, nonce text, idp text, started timestamptz, geo_city text, geo_country text
);

create table app.sms_outbox (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, to_number text, from_number text, body text, status text, segments integer, carrier text, cost numeric, queued timestamptz, error_code text, campaign text
);

create table app.call_log (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, caller text, callee text, agent_name text, duration integer, recording_url text, disposition text, queue text, transcript text, csat integer, wait integer
);

create table app.newsletter (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, addr text, fname text, lists text, opt_in_ip text, opt_in_at timestamptz, bounce_count integer, source text, unsubscribe_token text
);

create table app.support_cases (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, contact_nm text, contact_eml text, subject text, description text, severity text, product text, resolution text, sla_due timestamptz, owner text
);

create table app.time_entries (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, worker text, hours numeric, project_code text, note text, billable boolean, approved_by text, work_date date, gps_in text, rate numeric
);

create table app.absences (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, employee_name text, type text, from_dt date, to_dt date, days numeric, doctor_note text, substitute text, approved boolean
);

create table app.vaccinations (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, child_name text, child_dob date, vaccine text, lot_no text, dose_no integer, site text, given_by text, parent_consent boolean, reaction text, clinic text
);

create table app."Person" (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, "GivenName" text, "FamilyName" text, "Honorific" text, "PreferredPronoun" text, "BirthDay" date, "BirthPlace" text, "MotherTongue" text, "Email" text, "WorkPhone" text, "HomeAddress" jsonb, "TaxNumber" text, "EmergencyContactName" text, "EmergencyContactRelation" text, "PhotoBlob" bytea, "PreferredLocale" text, "OptIn" boolean, "CreatedBy" text, "Source" text
);

create table app.t_ma_stamm (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, ma_nr text, ma_vname text, ma_nname text, ma_gebdat date, ma_str text, ma_plz text, ma_ort text, ma_tel_priv text, ma_tel_gesch text, ma_sv_nr text, ma_steuer_id text, ma_iban text, ma_gehalt numeric, ma_fam_stand text, ma_konf text, ma_schwerbeh boolean, ma_kst text, ma_abt text, ma_eintritt date, ma_urlaub_tage integer
);

create table app.kontakte_crm (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, anrede text, titel text, vorname text, name text, firma text, position text, strasse text, hausnummer text, plz text, ort text, land text, mobil text, e_mail text, geburtstag date, notiz text, letzte_aktion date, quelle text, branche text, umsatz_klasse text
);

create table app.patientenakte (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, pat_name text, pat_vorname text, versichertennr text, kasse text, hausarzt text, diagnose_text text, medikation text, allergien text, befund text, groesse numeric, gewicht numeric, aufnahme timestamptz, station text, bett text, entlassung timestamptz
);

create table app.fiches_clients (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, raison_sociale text, nom_contact text, prenom_contact text, fonction text, tel_direct text, email_pro text, adresse_fact text, cp_fact text, ville_fact text, siret text, tva_intra text, mode_reglement text, remise numeric, commentaires text, date_naissance date
);

create table app.salaries (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, matricule text, nom text, prenom text, nom_marital text, num_insee text, date_nais date, lieu_nais text, nationalite text, adresse1 text, cp text, ville text, iban text, salaire_base numeric, situation_fam text, nb_enfants text, coefficient numeric, poste text, service text, date_entree date, permis_conduire text
);

create table app.expediente_medico (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, paciente text, curp text, fecha_ingreso date, motivo_consulta text, padecimiento text, tratamiento text, medico_tratante text, alergias text, tipo_sangre text, num_afiliacion text, cama text, peso numeric, talla numeric, observaciones text
);

create table app.alunos (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, nome_aluno text, nome_mae text, nome_pai text, data_nasc date, cpf text, rg text, endereco text, bairro text, cidade text, uf text, cep text, tel_responsavel text, email_responsavel text, turma text, serie text, turno text, matricula text, necessidades_especiais text
);

create table app.ospiti (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, cognome text, nome text, nato_a text, nato_il date, cittadinanza text, tipo_doc text, num_doc text, rilasciato_da text, targa text, arrivo date, partenza date, camera text, tassa_soggiorno numeric, email text, cell text
);

create table app.leden (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, lidnr text, voornaam text, tussenv text, achternaam text, geb_dat date, adres text, pc text, woonpl text, tel text, mob text, email text, iban text, lidsoort text, team text, contributie numeric
);

create table app.najemcy (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, imie text, nazwisko text, nr_tel text, e_mail text, pesel text, nr_dowodu text, adres_zamieszkania text, miejsce_pracy text, dochod_netto numeric, czynsz numeric, kaucja numeric, lokal text, data_umowy date
);

create table app.ansatte (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, fornavn text, etternavn text, personnr text, adresse text, postnr text, sted text, mobil text, privat_epost text, stilling text, avdeling text, lonn numeric, kontonr text, parorende_navn text, parorende_tlf text, startdato date
);

create table app.anmalningar (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, fornamn text, efternamn text, personnummer text, epost text, telefon text, allergier text, kurs text, grupp text, betald boolean, malsman text, specialkost text
);

create table app.warranty_regs (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, cust_fullname text, cust_emailaddr text, cust_phoneno text, ship_to_addr text, prod_serial text, prod_model text, purchase_dt date, store_name text, dealer_city text, extended boolean, receipt_img text
);

create table app.returns_rma (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, rma_no text, buyer_contact text, buyer_ph text, pickup_addr text, reason text, condition text, refund_iban text, refund_amt numeric, carrier text, item_sku text, photos_cnt integer, inspector_notes text
);

create table app.recruit_pipeline (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, cand_name text, cand_email text, curr_ctc numeric, exp_ctc numeric, notice_period text, resume_url text, visa_status text, recruiter text, interviewer_fb text, stage text, offer_amt numeric, ref1_name text, ref1_phone text, gender text, disability_flag text, req_no text, hiring_mgr text
);

create table app.incident_reports (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, injured_emp text, witness_names text, body_part text, injury_desc text, treatment_given text, hospitalised boolean, location text, root_cause text, corrective_action text, reported_by text, severity text, date date, lost_days integer
);

create table app.daycare_kids (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, kid_name text, kid_dob date, mom_name text, mom_cell text, dad_name text, dad_email text, authorized_pickup text, pediatrician text, allergy_notes text, potty_trained boolean, nap_time text, group_name text, fee numeric
);

create table app.donor_blood (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, donor_nm text, blood_grp text, hb_level numeric, last_donation date, eligible boolean, deferral_reason text, phone1 text, weight numeric, bag_no text, centre text, test_hiv text
);

create table app.esports_signups (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, ign text, real_name text, discord_tag text, email text, dob date, country text, team_name text, role text, game text, seed integer, shirt_size text, parent_consent boolean, paypal text, ip text
);

create table app.taxi_drivers (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, drv_name text, drv_mob text, licence_exp date, badge_no text, aadhar text, upi_id text, vehicle_no text, rating numeric, trips integer, commission numeric, kyc_status text, bank_ifsc text, photo text, curr_lat numeric, curr_lng numeric
);

create table app.church_gifts (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, giver text, envelope_no text, amount numeric, fund text, method text, memo text, check_no text, posted_by text
);

create table app.gov_benefits (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, claimant_ssn text, case_worker text, household_income numeric, dependents integer, benefit_amt numeric, address_1 text, phone text, disability boolean, program text, status text, next_review date
);

create table app.ticket_sales (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, buyer_nm text, buyer_mail text, seat text, section text, gate text, scan_time timestamptz, price numeric, promo text, transferred_to_email text, cc_last4 text, channel text
);

create table app.smart_home (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, wifi_ssid text, wifi_pwd text, owner_email text, home_addr text, alarm_pin text, device_model text, firmware text, last_ip text, timezone text, lat numeric, lon numeric
);

create table app.legal_clients (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, client_full_name text, ssn_tin text, spouse_name text, matter_type text, retainer numeric, conflict_notes text, home_tel text, employer_phone text, dob date, immigration_no text, billing_rate numeric, source text
);

create table app.visitors_log (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, visitor text, company text, host text, badge text, id_seen text, car_reg text, time_in timestamptz, time_out timestamptz, purpose text, photo text, nda boolean, phone text
);

create table app.library_patrons (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, patron_name text, card_no text, pin text, street1 text, city text, zip text, home_phone text, guardian text, fines numeric, expires date, patron_type text, branch text, notes text
);

create table app.vet_clients (
  id uuid primary key default gen_random_uuid(), tenant_id uuid, workspace_id uuid, owner_last text, owner_first text, address text, phone text, email text, pet_name text, species text, breed text, last_visit date, balance numeric, notes text
);
