// Made from schema/ by scripts/schema.mjs; not written by hand.
export interface paths {
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server runs. */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lines of this server. */
        get: operations["list_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** One line, and whether it takes visitors now. */
        get: operations["show_line"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/visits": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a visit and its conversation. The same token again gives the same answer. */
        post: operations["start_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/visit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The visit of the bearer of the token. */
        get: operations["show_visit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A proof of work to solve before a visit or a return. */
        post: operations["make_challenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/visit/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A return code; the one before is void. */
        post: operations["make_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/visit/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes what was said in the talks of this visit. */
        post: operations["delete_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deletions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same, with the code of the visit or of its appointment. */
        post: operations["delete_by_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** What is kept, for how long, how much there is of it, and what goes when. */
        get: operations["show_retention"];
        /** Another period for one kind. */
        put: operations["change_retention"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/retention/foreseen": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What that period would delete at once. */
        post: operations["foresee_retention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes on with a visit on another device. */
        post: operations["return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The plan of a code. */
        post: operations["try_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/visit/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The talk goes with the plan of a code. */
        put: operations["bring_plan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The appointment of a code. */
        post: operations["try_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appointments/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** To another slot. */
        post: operations["move_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appointments/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The code is void. */
        post: operations["cancel_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appointments/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Its talk, as a new visit of this token. */
        post: operations["open_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/visit/exit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The exit button was used. */
        post: operations["exit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/visit/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rates the latest conversation once it ended, or takes back that the ratings of the visit may be quoted. */
        put: operations["rate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/terms": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** The terms of today. */
        get: operations["list_terms"];
        put?: never;
        /** Adds a term. */
        post: operations["add_term"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/terms/all": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** The terms of today, before and later. */
        get: operations["list_all_terms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/terms/{term}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                term: components["parameters"]["Term"];
            };
            cookie?: never;
        };
        get?: never;
        /** Changes a term; kind and code stay. */
        put: operations["change_term"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/phrases": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** The texts that operators insert. */
        get: operations["list_phrases"];
        put?: never;
        /** Adds one. */
        post: operations["add_phrase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/phrases/{phrase}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                phrase: components["parameters"]["Phrase"];
            };
            cookie?: never;
        };
        get?: never;
        /** Changes one. */
        put: operations["change_phrase"];
        post?: never;
        /** Takes one away. */
        delete: operations["drop_phrase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/guides": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** The texts beside a talk. */
        get: operations["list_guides"];
        put?: never;
        /** Adds one. */
        post: operations["add_guide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/guides/shipped": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds the texts that Onthaal ships, where the line does not have them. */
        post: operations["add_shipped_guides"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/guides/{guide}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                guide: components["parameters"]["Guide"];
            };
            cookie?: never;
        };
        get?: never;
        /** Changes one. Its code stays as it is. */
        put: operations["change_guide"];
        post?: never;
        /** Takes one away. */
        delete: operations["drop_guide"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/papers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** The facts and the papers of the line, and what is still to be written in each. */
        get: operations["list_papers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/papers/{paper}/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                paper: components["parameters"]["Paper"];
                language: components["parameters"]["Language"];
            };
            cookie?: never;
        };
        /** One that is for visitors too, as it holds now. */
        get: operations["show_paper"];
        /** A new version, on top of the newest one and of the shipped text that its writer saw. */
        put: operations["publish_paper"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/papers/{paper}/{language}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                paper: components["parameters"]["Paper"];
                language: components["parameters"]["Language"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How a text would be shown. Nothing is kept. */
        post: operations["preview_paper"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/papers/{paper}/{language}/inside": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                paper: components["parameters"]["Paper"];
                language: components["parameters"]["Language"];
            };
            cookie?: never;
        };
        /** The same, for staff, of every paper. */
        get: operations["show_paper_inside"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/papers/{paper}/{language}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                paper: components["parameters"]["Paper"];
                language: components["parameters"]["Language"];
            };
            cookie?: never;
        };
        /** Who published which version, and when; and what was shipped when. The newest first. */
        get: operations["list_paper_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/papers/{paper}/{language}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                paper: components["parameters"]["Paper"];
                language: components["parameters"]["Language"];
                /** @description "2" of the line, or "shipped-2". */
                version: string;
            };
            cookie?: never;
        };
        /** Its text as it was written. */
        get: operations["show_paper_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/displays": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** The big screens that show the board of this line. */
        get: operations["list_displays"];
        put?: never;
        /** A link for one more. Its token is told this once. */
        post: operations["make_display"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/displays/{display}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                display: components["parameters"]["Display"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Its link opens nothing any more. */
        delete: operations["revoke_display"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The live board of the line of this link. */
        post: operations["show_board"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/house/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When the last good backup was made. For administrators and auditors. */
        get: operations["show_backups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/backups": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** The same, for the coordinators of a line. */
        get: operations["show_backups_to_line"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/house/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the master keys are. For administrators and auditors. */
        get: operations["show_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** The same, for the coordinators of a line. */
        get: operations["show_keys_to_line"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** What coordinators have to see. */
        get: operations["list_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/notices/{notice}/seen": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                notice: components["parameters"]["Notice"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It was seen. */
        post: operations["see_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/places": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Where else help is. */
        get: operations["list_places"];
        put?: never;
        /** Adds one. */
        post: operations["add_place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/places/{place}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                place: components["parameters"]["Place"];
            };
            cookie?: never;
        };
        get?: never;
        /** Changes one. */
        put: operations["change_place"];
        post?: never;
        /** Takes one away. */
        delete: operations["drop_place"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/partners": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Lines that a talk can be handed to. */
        get: operations["list_partners"];
        put?: never;
        /** Adds one. */
        post: operations["add_partner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/partners/{partner}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                partner: components["parameters"]["Partner"];
            };
            cookie?: never;
        };
        get?: never;
        /** Changes one. */
        put: operations["change_partner"];
        post?: never;
        /** Takes one away. */
        delete: operations["drop_partner"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/handovers/{from}/{to}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                from: string;
                to: string;
            };
            cookie?: never;
        };
        /** How many talks were handed over in those days, by partner. */
        get: operations["count_handovers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation}/handovers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        /** What was asked in a talk of mine, the latest first. */
        get: operations["list_handovers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Slots for a second talk, that are not over. */
        get: operations["list_slots"];
        /** Whether this line offers second talks. */
        put: operations["set_second_talks"];
        /** Opens a slot, and the same in the weeks after it. */
        post: operations["open_slots"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/slots/elsewhere": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Free slots of the partners on this server. */
        get: operations["list_slots_elsewhere"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/slots/{slot}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                slot: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes one away that is not booked. */
        delete: operations["drop_slot"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** From today on. */
        get: operations["list_appointments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Those that are active. */
        get: operations["list_plans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/plans/{plan}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                plan: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        /** Changes one. */
        put: operations["change_plan"];
        post?: never;
        /** Ends one; its words are destroyed. */
        delete: operations["end_plan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation}/agreed": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        /** What was agreed before with the visitor of a talk of mine. */
        get: operations["show_agreed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation}/pass": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        /** What a colleague noted with a talk that waits for me. */
        get: operations["show_pass"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/registrations/{conversation}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        /** What was recorded of a talk of mine. */
        get: operations["show_registration"];
        /** Records a talk of mine. */
        put: operations["save_registration"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/open": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        get?: never;
        /** Opens or closes the line. */
        put: operations["open_line"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** The settings of a line. */
        get: operations["show_settings"];
        /** Changes them. */
        put: operations["change_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/hours": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** The hours as they were set. Coordinators only. */
        get: operations["show_hours"];
        /** What closes besides, and how it runs out. */
        put: operations["set_hours"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/hours/regimes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A week that counts on some days. */
        post: operations["add_regime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/hours/regimes/{regime}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                regime: components["parameters"]["Regime"];
            };
            cookie?: never;
        };
        get?: never;
        /** Another week. */
        put: operations["change_regime"];
        post?: never;
        /** Takes it away. */
        delete: operations["drop_regime"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/hours/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens or closes once. */
        post: operations["add_exception"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/hours/exceptions/{exception}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                exception: components["parameters"]["Exception"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes it back; one that lasts ends now. */
        delete: operations["drop_exception"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/hours/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says which days these are. */
        post: operations["add_override"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/hours/overrides/{override}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                override: components["parameters"]["Override"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lets the rules say it again. */
        delete: operations["drop_override"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/calendar/{from}/{to}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                from: string;
                to: string;
            };
            cookie?: never;
        };
        /** Every day with its stretches, and why. At most 800 days. */
        get: operations["show_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/staff": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** The people of the line. */
        get: operations["list_staff"];
        put?: never;
        /** Adds somebody; the password is shown once. */
        post: operations["add_staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/staff/{staff}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                staff: components["parameters"]["Staff"];
            };
            cookie?: never;
        };
        get?: never;
        /** Changes somebody. */
        put: operations["change_staff"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/staff/{staff}/password": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                staff: components["parameters"]["Staff"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new password, shown once. */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** The texts that nobody has read, and the figures of all. */
        get: operations["list_ratings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/ratings/{rating}/read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                rating: components["parameters"]["Rating"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody has read it. */
        post: operations["read_rating"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/reports/annual/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                /** @description 2021-2022 */
                year: components["parameters"]["SchoolYear"];
            };
            cookie?: never;
        };
        /** The annual report of a school year, counted now. For the coordinators of the line, in Dutch. */
        get: operations["show_annual_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/reports/annual/{year}/files/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                /** @description 2021-2022 */
                year: components["parameters"]["SchoolYear"];
                file: "annual.html" | "annual.xlsx" | "annual.docx" | "annual.odt" | "annual.json";
            };
            cookie?: never;
        };
        /** The report as a file. Those for text processors are made where pandoc is installed. */
        get: operations["annual_report_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/reports/annual/{year}/texts/{chapter}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                /** @description 2021-2022 */
                year: components["parameters"]["SchoolYear"];
                chapter: components["parameters"]["ReportChapter"];
            };
            cookie?: never;
        };
        /** Every version of a chapter's text; the newest first. */
        get: operations["list_report_texts"];
        /** Writes it on top of the version that one saw. */
        put: operations["write_report_text"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/reports/annual/{year}/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                /** @description 2021-2022 */
                year: components["parameters"]["SchoolYear"];
            };
            cookie?: never;
        };
        /** What is quoted, and what may be. */
        get: operations["list_report_quotes"];
        put?: never;
        /** Quotes what a visitor allowed to be quoted. */
        post: operations["quote_in_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/reports/annual/{year}/quotes/{quote}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                /** @description 2021-2022 */
                year: components["parameters"]["SchoolYear"];
                quote: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** It is not quoted any more. */
        delete: operations["remove_report_quote"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The marks of whoever asks about which somebody asks back. */
        get: operations["list_questions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flags/{conversation}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        /** The mark that one made of a talk of one's own; null where there is none. */
        get: operations["show_mark"];
        /** Marks a talk of one's own as a suspected fake call. */
        put: operations["mark_fake"];
        post?: never;
        /** Takes it back while nobody decided. */
        delete: operations["withdraw_mark"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flags/{conversation}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        get?: never;
        /** Answers what was asked back. */
        put: operations["answer_mark"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/talks/{from}/{to}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                from: components["parameters"]["FromDay"];
                to: components["parameters"]["ToDay"];
            };
            cookie?: never;
        };
        /** Talks that ended on these days, without a word of them. An operator sees their own. */
        get: operations["list_ended_talks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/readings/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        /** Who read which talk in a month, and what for; and who got a role that reads. */
        get: operations["list_readings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/seals": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Talks that the law asks for. */
        get: operations["list_seals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The transcript of a talk that has ended, for a purpose. Every reading is kept. */
        post: operations["read_talk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation}/seals": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks that the seal of a talk be broken; in an emergency it is, at once. */
        post: operations["ask_seal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/seals/{seal}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                seal: components["parameters"]["Seal"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A second person confirms or refuses. */
        post: operations["answer_seal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/house/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody, with every role. */
        get: operations["list_house_staff"];
        put?: never;
        /** Adds somebody, with roles of the house or of any line. */
        post: operations["add_house_staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/house/staff/{staff}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                staff: components["parameters"]["Staff"];
            };
            cookie?: never;
        };
        get?: never;
        /** The roles of somebody else, all of them, and whether they may log in. */
        put: operations["change_house_staff"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/house/staff/{staff}/password": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                staff: components["parameters"]["Staff"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new password for somebody else, shown this once. */
        post: operations["reset_house_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/house/seals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Those of every line that wait, and those that were refused this month. */
        get: operations["list_house_seals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/house/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the log of the house has come. */
        get: operations["show_log_head"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/house/log/{from}/{to}/{what}/{before}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                from: components["parameters"]["FromDay"];
                to: components["parameters"]["ToDay"];
                what: components["parameters"]["LogWhat"];
                before: components["parameters"]["LogBefore"];
            };
            cookie?: never;
        };
        /** A page of the log of the house, the newest first. */
        get: operations["read_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/flags": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Marks that wait for a second person, and those decided in the last 30 days. */
        get: operations["list_flags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/flags/{flag}/talk": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                flag: components["parameters"]["Flag"];
            };
            cookie?: never;
        };
        /** The talk, to read it again. Every reading is kept. */
        get: operations["read_flagged_talk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/flags/{flag}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                flag: components["parameters"]["Flag"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms, rejects, or asks back. Not by who marked it. */
        post: operations["decide_flag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/frequent": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Who passed the threshold of the line. */
        get: operations["list_frequent"];
        /** Sets the threshold. */
        put: operations["put_frequent"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/frequent/{conversation}/talk": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        /** A talk of one of them. Every reading is kept. */
        get: operations["read_frequent_talk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Visits that are not let in now, and abusive talks of the last 24 hours whose visit is. */
        get: operations["list_refusals"];
        put?: never;
        /** Does not let in the visit of an abusive talk for 24 hours. */
        post: operations["add_refusal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/refusals/{refusal}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                refusal: components["parameters"]["Refusal"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lets it in again. */
        delete: operations["undo_refusal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/briefing": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Today's note, and who can be reached. */
        get: operations["show_briefing"];
        /** Writes that of a day, from today to two weeks ahead. */
        put: operations["write_briefing"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/briefings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Those of today and the 13 days after it. */
        get: operations["list_briefings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Today, in numbers. */
        get: operations["overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/figures": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Tables of what is counted. For the coordinators of the line. */
        get: operations["figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** One coarse row a talk, without words, as a file. Whole months. For the coordinators of the line; written in the log. */
        get: operations["extract_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/crosswalks/chi": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Where the line's themes and outcomes lead in the terms of Child Helpline International. For the coordinators of the line. */
        get: operations["show_crosswalk"];
        /** A new version. What is not in it leads nowhere. */
        put: operations["change_crosswalk"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/crosswalks/chi/figures": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** What the line did, in the terms of Child Helpline International. For the coordinators of the line. */
        get: operations["crosswalk_figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/staff/{staff}/departure": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                staff: components["parameters"]["Staff"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody leaves the house. Closes every session, role, factor, link and invitation, at once. */
        post: operations["part_with_staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Who was invited to this line. For its coordinators and for administrators. */
        get: operations["list_invitations"];
        put?: never;
        /** Invites somebody. By mail, where there is mail; else the answer has the path of the link, this once. */
        post: operations["invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                invitation: components["parameters"]["Invitation"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Its link opens nothing any more. */
        delete: operations["revoke_invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/invitations/{invitation}/renewal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                invitation: components["parameters"]["Invitation"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new link, by mail or in the answer. The last one opens nothing any more. */
        post: operations["renew_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the invitation of this link says. */
        post: operations["open_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitation/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the account. Logging in follows as for everybody. */
        post: operations["accept_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password/forgotten": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether this house sends mail, so that somebody can get a link by it. */
        get: operations["show_forgotten"];
        put?: never;
        /** Sends a link to the mail address of whoever is called so. The same answer whether anybody is. */
        post: operations["forget_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new password, with the link of the mail. Everybody with the old one is logged out. */
        post: operations["choose_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own mail address. */
        get: operations["show_own_email"];
        /** Another one, or none. Within ten minutes of giving the password. */
        put: operations["change_own_email"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether there is single sign-on, and how it is called. */
        get: operations["show_sign_on"];
        put?: never;
        /** Where the browser goes to log in at the provider. */
        post: operations["start_sign_on"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-on/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** With what the provider gave. Logs in as POST /api/session does. */
        post: operations["finish_sign_on"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-on/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the browser goes to log out at the provider too, when this person came by it. */
        get: operations["show_sign_on_end"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** After the password, a code by time or a recovery code. A wrong one is `invalid`, with `code` `wrong`. */
        post: operations["log_in_with_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a passkey is to sign; after the password with its ticket, or alone. */
        post: operations["challenge_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A passkey that was shown; without a ticket it must have looked who the person is. */
        post: operations["log_in_with_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The own password again; for ten minutes this session may change the own ways in. */
        post: operations["prove_oneself"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Another password. The other sessions close. */
        put: operations["change_own_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is logged in; the last used first. */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        /** All but this one. */
        delete: operations["end_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** One of the own sessions. */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one can show beside the password. */
        get: operations["show_factors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The first code; from then on the app before this one counts no more. */
        put: operations["confirm_totp"];
        /** A new secret for an app that makes codes. It counts once a first code is given. */
        post: operations["begin_totp"];
        /** Codes by time no more. `conflict` when a factor is asked and this is the last one. */
        delete: operations["drop_totp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a new passkey is made with. */
        post: operations["challenge_new_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A passkey that the browser made. */
        post: operations["add_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/passkeys/{passkey}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** This passkey no more. `conflict` when a factor is asked and this is the last one. */
        delete: operations["drop_passkey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ten new ones, shown this once; those before count no more. */
        post: operations["make_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        /** Of whom the line asks a second factor, and who has one. Coordinators only. */
        get: operations["show_second_factor"];
        /** Whether the line asks it of its operators. Coordinators only. */
        put: operations["ask_second_factor"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{slug}/staff/{staff}/factors": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                staff: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Somebody lost the second factor; all of that person's are gone, and the sessions close. Coordinators only. */
        delete: operations["take_factors"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/house/staff/{staff}/factors": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                staff: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** The same, by an administrator, of anybody. */
        delete: operations["take_factors_in_house"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is logged in. */
        get: operations["show_session"];
        put?: never;
        /** Logs in and sets the cookie. A wrong password and an unknown login look the same. */
        post: operations["log_in"];
        /** Logs out; the sockets of the session close. */
        delete: operations["log_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a live session without WebSocket, with a hello frame. */
        post: operations["open_live"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live/frames": {
        parameters: {
            query?: never;
            header: {
                "Onthaal-Session": string;
            };
            path?: never;
            cookie?: never;
        };
        /** The frames after the first K of this session; waits up to 25 seconds for the first. */
        get: operations["wait_for_frames"];
        put?: never;
        /** Frames to the server; their answers come as frames. */
        post: operations["send_frames"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Uuid: string;
        /** @enum {string} */
        Code: "malformed" | "invalid" | "unauthenticated" | "bad_origin" | "not_found" | "method_not_allowed" | "conflict" | "closed" | "too_large" | "too_many" | "full" | "refused" | "busy" | "timeout" | "unsupported_version" | "too_slow" | "restart" | "internal";
        Error: {
            code: components["schemas"]["Code"];
            /** @description For developers; pages word the code. */
            detail: string;
            fields?: components["schemas"]["FieldError"][];
        };
        Health: {
            /** @constant */
            status: "ok";
            version: string;
        };
        LineName: {
            slug: string;
            name: string;
        };
        Lines: {
            lines: components["schemas"]["LineName"][];
        };
        Label: {
            nl: string;
            "nl-u": string;
            en: string;
        };
        Rules: {
            talk_minutes: number;
            notice_minutes: number;
            grace_minutes: number;
            kept_days: number;
        };
        Texts: {
            welcome?: components["schemas"]["Label"];
            answered_by?: components["schemas"]["Label"];
            closed?: components["schemas"]["Label"];
            goodbye?: components["schemas"]["Label"];
            boundary?: components["schemas"]["Label"];
        };
        Choice: {
            code: string;
            label: components["schemas"]["Label"];
        };
        IntakeForm: {
            who: components["schemas"]["Party"][];
            topics: components["schemas"]["Choice"][];
            age: boolean;
            gender: boolean;
            question: boolean;
            sources: components["schemas"]["Choice"][];
        };
        Line: {
            line: components["schemas"]["Uuid"];
            slug: string;
            name: string;
            open: boolean;
            full: boolean;
            opening: components["schemas"]["Opening"];
            rules: components["schemas"]["Rules"];
            texts: components["schemas"]["Texts"];
            intake: components["schemas"]["IntakeForm"];
            trusted_hosts: string[];
            help: components["schemas"]["Card"][];
            self_help: components["schemas"]["Card"][];
        };
        Challenge: {
            challenge: string;
            puzzles: number;
            bits: number;
        };
        Proof: {
            challenge: string;
            solutions: number[];
        };
        VisitRequest: {
            token: components["schemas"]["Token"];
            nickname: string;
            register: components["schemas"]["Register"];
            device?: components["schemas"]["Device"];
            who?: components["schemas"]["Party"];
            topic?: string;
            proof?: components["schemas"]["Proof"];
            /** @description The SHA-256 of the token that this page had before, as base64url. */
            earlier?: components["schemas"]["Token"];
        };
        ReturnCode: {
            code: string;
        };
        VisitDeletion: {
            /** @description Ends first what goes on. */
            end?: boolean;
        };
        DeletionRequest: {
            code: string;
            proof?: components["schemas"]["Proof"];
            /** @description Ends first what goes on. */
            end?: boolean;
        };
        Deleted: {
            /** Format: date-time */
            deleted_at: string;
            talks: number;
            /** @description What has a code of its own. */
            stays: ("appointment" | "plan")[];
        };
        /** @enum {string} */
        RetentionKind: "words" | "notes" | "ratings" | "visits" | "traces" | "marks" | "plans" | "appointments" | "readings" | "looking_along" | "refusals" | "notices" | "line_events";
        RetentionChange: {
            kind: components["schemas"]["RetentionKind"];
            days: number;
        };
        Foreseen: {
            count: number;
            /** @description What goes along with words. */
            also: {
                kind: components["schemas"]["RetentionKind"];
                count: number;
            }[];
        };
        Retention: {
            line: string;
            kinds: {
                kind: components["schemas"]["RetentionKind"];
                days: number;
                least: number;
                most: number;
                fixed: boolean;
                /** @description An alias. */
                changed_by: string | null;
                /** Format: date-time */
                changed_at: string | null;
                count: number;
                due: number;
                in_7_days: number;
                in_30_days: number;
            }[];
            /** @description From the audit, the newest first. */
            log: {
                number: number;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                what: "retention.deleted" | "retention.changed" | "talk.deleted";
                /** @description An alias; null for the server itself and the visitor. */
                by: string | null;
                data: {
                    kind?: string;
                    days?: number;
                    from?: number;
                    count?: number;
                    /** Format: date-time */
                    since?: string;
                    by?: string;
                };
            }[];
        };
        CodeRequest: {
            code: string;
            proof?: components["schemas"]["Proof"];
        };
        MoveRequest: {
            code: string;
            slot: components["schemas"]["Uuid"];
            proof?: components["schemas"]["Proof"];
        };
        SecondTalkRequest: {
            code: string;
            token: components["schemas"]["Token"];
            device?: components["schemas"]["Device"];
            proof?: components["schemas"]["Proof"];
        };
        PlanPage: {
            line: components["schemas"]["LineName"];
            text: string;
            moments: string | null;
            with: string | null;
        };
        FreeSlot: {
            slot: components["schemas"]["Uuid"];
            starts_at: components["schemas"]["Time"];
            ends_at: components["schemas"]["Time"];
            with: string | null;
        };
        AppointmentPage: {
            line: components["schemas"]["LineName"];
            register: components["schemas"]["Register"];
            nickname: string;
            note: string | null;
            /** @enum {string} */
            state: "booked" | "opened" | "missed";
            starts_at: components["schemas"]["Time"];
            ends_at: components["schemas"]["Time"];
            opens_at: components["schemas"]["Time"];
            closes_at: components["schemas"]["Time"];
            now: components["schemas"]["Time"];
            with: string | null;
            /** @enum {string} */
            there: "worker" | "others" | "nobody";
            slots: components["schemas"]["FreeSlot"][];
        };
        Worker: {
            staff: components["schemas"]["Uuid"];
            alias: string;
        };
        Slot: {
            slot: components["schemas"]["Uuid"];
            starts_at: components["schemas"]["Time"];
            ends_at: components["schemas"]["Time"];
            worker: components["schemas"]["Worker"] | null;
            /** @enum {string} */
            state: "free" | "booked";
        };
        Slots: {
            second_talks: boolean;
            slots: components["schemas"]["Slot"][];
        };
        SlotsElsewhere: {
            partners: components["schemas"]["PartnerSlots"][];
        };
        PartnerSlots: {
            partner: components["schemas"]["Uuid"];
            name: string;
            slots: components["schemas"]["FreeSlot"][];
        };
        SecondTalks: {
            second_talks: boolean;
        };
        NewSlots: {
            /** Format: date */
            day: string;
            /** @description Local time: 16:00. */
            at: string;
            minutes: number;
            worker: components["schemas"]["Uuid"] | null;
            weeks: number;
        };
        Appointment: {
            appointment: components["schemas"]["Uuid"];
            /** @enum {string} */
            state: "booked" | "opened" | "missed";
            starts_at: components["schemas"]["Time"];
            ends_at: components["schemas"]["Time"];
            worker: components["schemas"]["Worker"] | null;
            nickname: string | null;
            note: string | null;
            moves: number;
        };
        Appointments: {
            appointments: components["schemas"]["Appointment"][];
        };
        Plan: {
            plan: components["schemas"]["Uuid"];
            /** @enum {string} */
            state: "active";
            text: string;
            moments: string | null;
            worker: components["schemas"]["Worker"] | null;
            made_by: string;
            made_at: components["schemas"]["Time"];
            changed_at: components["schemas"]["Time"];
            talks: number;
        };
        Plans: {
            plans: components["schemas"]["Plan"][];
        };
        PlanChange: {
            text: string;
            moments: string | null;
            worker: components["schemas"]["Uuid"] | null;
        };
        PassNote: {
            /** @description Null where nothing was noted */
            note: string | null;
        };
        Agreed: {
            plan: components["schemas"]["AgreedPlan"] | null;
            appointment: components["schemas"]["AgreedNote"] | null;
        };
        AgreedPlan: {
            text: string;
            moments: string | null;
            with: string | null;
        };
        AgreedNote: {
            starts_at: components["schemas"]["Time"];
            note: string | null;
        };
        ReturnRequest: {
            code: string;
            token: components["schemas"]["Token"];
            proof?: components["schemas"]["Proof"];
        };
        Returned: {
            conversation: components["schemas"]["Uuid"];
            line: components["schemas"]["LineName"];
            register: components["schemas"]["Register"];
        };
        RatingRequest: {
            stars?: number;
            text?: string;
            /** @description False alone: nothing of the visit is quoted any more, also once it was read or quoted. */
            may_quote: boolean;
        };
        NewTerm: {
            /** @enum {string} */
            kind: "theme" | "outcome" | "source" | "topic";
            code: string;
            label: components["schemas"]["Label"];
            domains: ("PSF" | "PGZ" | "L&S" | "OLB")[];
            heavy: boolean;
            /** Format: date */
            from: string;
            /** Format: date */
            until: string | null;
        };
        Term: {
            term: components["schemas"]["Uuid"];
            code: string;
            label: components["schemas"]["Label"];
            domains: ("PSF" | "PGZ" | "L&S" | "OLB")[];
            heavy: boolean;
            /** Format: date */
            from: string;
            /** Format: date */
            until: string | null;
        };
        Terms: {
            themes: components["schemas"]["Term"][];
            outcomes: components["schemas"]["Term"][];
            sources: components["schemas"]["Term"][];
            topics: components["schemas"]["Term"][];
        };
        NewPhrase: {
            title: string;
            text: string;
            /** @description A code. */
            theme: string | null;
            register: components["schemas"]["Register"] | null;
        };
        Phrase: {
            phrase: components["schemas"]["Uuid"];
            title: string;
            text: string;
            /** @description A code. */
            theme: string | null;
            register: components["schemas"]["Register"] | null;
        };
        Phrases: {
            phrases: components["schemas"]["Phrase"][];
        };
        NewGuide: {
            /** @enum {string} */
            kind: "fake" | "suicide" | "emergency" | "abuse" | "frequent";
            code: string;
            title: string;
            text: string;
            /** @description Can be ticked. */
            is_step: boolean;
        };
        Guide: {
            guide: components["schemas"]["Uuid"];
            /** @enum {string} */
            kind: "fake" | "suicide" | "emergency" | "abuse" | "frequent";
            code: string;
            title: string;
            text: string;
            /** @description Can be ticked. */
            is_step: boolean;
        };
        Guides: {
            guides: components["schemas"]["Guide"][];
        };
        /** @description A part of a Markdown text. No markup; a link only to https, http, mailto or tel. A blank is still to be written. */
        PaperBlock: {
            kind: string;
            text?: string;
            url?: string;
            level?: number;
            is_ordered?: boolean;
            is_header?: boolean;
            in?: components["schemas"]["PaperBlock"][];
        };
        /** @enum {string} */
        PaperLanguage: "nl" | "en";
        PaperNumber: number;
        Paper: {
            paper: string;
            language: components["schemas"]["PaperLanguage"];
            /** @description Its name. */
            line: string;
            /** @description 0 is what Onthaal ships. */
            number: number;
            at: components["schemas"]["Time"];
            blocks: components["schemas"]["PaperBlock"][];
        };
        PaperPublication: {
            number: components["schemas"]["PaperNumber"];
            shipped: components["schemas"]["PaperNumber"];
            text: string;
        };
        PaperText: {
            text: string;
        };
        PaperPreview: {
            blocks: components["schemas"]["PaperBlock"][];
            blanks: string[];
        };
        PaperEdition: {
            number: number;
            at: components["schemas"]["Time"];
        };
        PaperVersion: {
            number: number;
            shipped: number;
            at: components["schemas"]["Time"];
            by: string | null;
        };
        PaperVersions: {
            versions: components["schemas"]["PaperVersion"][];
            shipped: components["schemas"]["PaperEdition"][];
        };
        Papers: {
            papers: {
                paper: string;
                language: components["schemas"]["PaperLanguage"];
                public: boolean;
                number: number;
                last: components["schemas"]["PaperVersion"] | null;
                shipped: components["schemas"]["PaperEdition"] | null;
                /** @description Another text was shipped than the one that who published saw. */
                behind: boolean;
                blanks: string[];
            }[];
        };
        Notice: {
            notice: components["schemas"]["Uuid"];
            /** @enum {string} */
            kind: "help" | "frequent" | "last_paused" | "nobody" | "overdue" | "keys" | "legal" | "readings" | "departed" | "mail" | "reader";
            conversation: components["schemas"]["Uuid"] | null;
            alias: string | null;
            /** @description Which message, how many talks, which month (202611). */
            number: number | null;
            at: components["schemas"]["Time"];
            seen: boolean;
        };
        Keys: {
            /**
             * @description Where they are kept.
             * @enum {string}
             */
            place: "file" | "command";
            /** @description 0: the key is never replaced by itself. */
            replace_days: number;
            destroy_days: number;
            replace_at: components["schemas"]["Time"] | null;
            is_escrow_automatic: boolean;
            /** @description The newest first. */
            keys: components["schemas"]["MasterKey"][];
            /** @description The newest first. */
            escrows: components["schemas"]["KeyEscrow"][];
            warnings: ("gone" | "changed" | "unreadable" | "not_replaced" | "not_escrowed" | "copy_left" | "no_escrow" | "old_escrow" | "beside_backups" | "never_replaced" | "overdue" | "too_slow" | "not_retired")[];
        };
        MasterKey: {
            number: number;
            fingerprint: string;
            created_at: components["schemas"]["Time"];
            replaced_at: components["schemas"]["Time"] | null;
            /** @description When it is due to be. */
            destroy_at: components["schemas"]["Time"] | null;
            destroyed_at: components["schemas"]["Time"] | null;
            /** @description How many keys of words are under it. */
            living: number;
        };
        KeyEscrow: {
            made_at: components["schemas"]["Time"];
            /** @description The newest master key in it. */
            newest: number;
            /** @description The fingerprint of the public key. */
            recipient: string;
            is_automatic: boolean;
            /**
             * @description All that lives; backups of its time; what was deleted since, so that it is to be destroyed.
             * @enum {string}
             */
            opens: "all" | "backups" | "deleted";
        };
        Backups: {
            /** @description 0: the server makes none by itself. */
            every_hours: number;
            /** @description They should be made */
            late: boolean;
            /** @description The last good one. */
            made: components["schemas"]["BackupMade"] | null;
            /** @description The last one that failed, where that is later. */
            failed: components["schemas"]["BackupFailed"] | null;
        };
        BackupMade: {
            at: components["schemas"]["Time"];
            data: {
                name: string;
                sha256: string;
                bytes: number;
                took_ms: number;
                schema: string;
            };
        };
        BackupFailed: {
            at: components["schemas"]["Time"];
            data: {
                /** @enum {string} */
                reason: "no_room" | "not_there" | "settings" | "failed";
            };
        };
        Invitations: {
            /** @description Whether this server sends mail. */
            mail: boolean;
            invitations: components["schemas"]["Invitation"][];
        };
        Invitation: {
            invitation: components["schemas"]["Uuid"];
            email: string;
            name: string;
            alias: string;
            discipline: string | null;
            roles: components["schemas"]["InvitedRoles"];
            invited_by: string;
            made_at: components["schemas"]["Time"];
            expires_at: components["schemas"]["Time"];
            /** @enum {string} */
            state: "open" | "expired" | "accepted" | "revoked";
            /**
             * @description The last mail about it; null where none was sent.
             * @enum {string|null}
             */
            mail: "waiting" | "sent" | "given_up" | null;
        };
        InvitedRoles: ("operator" | "coordinator" | "reviewer" | "planner")[];
        NewInvitation: {
            email: string;
            name: string;
            alias: string;
            discipline?: string | null;
            roles: components["schemas"]["InvitedRoles"];
        };
        InvitationMade: {
            invitation: components["schemas"]["Uuid"];
            /** @description The link after the own address */
            path: string | null;
        };
        LinkToken: {
            /** @description What stands in the fragment of the link. */
            token: string;
        };
        OpenInvitation: {
            /** @description Its name. */
            line: string;
            name: string;
            alias: string;
            email: string;
            roles: components["schemas"]["InvitedRoles"];
            invited_by: string;
            expires_at: components["schemas"]["Time"];
        };
        AcceptInvitation: {
            token: string;
            login: string;
            password: string;
        };
        MailOrNot: {
            mail: boolean;
        };
        ForgottenPassword: {
            /** @description The log-in name or the mail address. */
            login: string;
        };
        ChosenPassword: {
            token: string;
            password: string;
        };
        PasswordChosen: {
            login: string;
        };
        OwnEmail: {
            email: string | null;
        };
        SignOn: {
            /** @description Of the provider; null where there is none. */
            name: string | null;
            /** @description Whether passwords are for administrators alone. */
            only: boolean;
        };
        SignOnStart: {
            /** @description A secret of this tab. */
            browser: string;
        };
        SignOnAddress: {
            url: string;
        };
        SignOnEnd: {
            url: string | null;
        };
        SignOnBack: {
            state: string;
            code: string;
            /** @description The same secret. */
            browser: string;
            /** @description The token of one */
            invitation?: string;
        };
        Displays: {
            displays: components["schemas"]["Display"][];
        };
        Display: {
            display: components["schemas"]["Uuid"];
            /** @description Where it hangs. */
            name: string;
            made_by: string;
            made_at: components["schemas"]["Time"];
            expires_at: components["schemas"]["Time"];
            /** @description To the minute. */
            used_at: components["schemas"]["Time"] | null;
        };
        NewDisplay: {
            name: string;
        };
        DisplayMade: {
            display: components["schemas"]["Uuid"];
            token: string;
        };
        BoardRequest: {
            token: string;
        };
        /** @description What stands on the board, and nothing that does not. */
        Board: {
            name: string;
            time: components["schemas"]["Time"];
            opening: components["schemas"]["Opening"];
            waiting: {
                conversation: components["schemas"]["Uuid"];
                who: components["schemas"]["Party"] | null;
                since: components["schemas"]["Time"];
                front: boolean;
                away: boolean;
                wants: components["schemas"]["Wants"] | null;
            }[];
            running: {
                conversation: components["schemas"]["Uuid"];
                operator: components["schemas"]["Uuid"];
                alias: string;
                since: components["schemas"]["Time"];
                guide_ends_at: components["schemas"]["Time"];
                aside: boolean;
            }[];
            team: {
                staff: components["schemas"]["Uuid"];
                alias: string;
                discipline: string | null;
                /** @enum {string} */
                state: "online" | "paused";
                connected: boolean;
            }[];
            coached: {
                conversation: components["schemas"]["Uuid"];
                help: boolean;
            }[];
            notices: components["schemas"]["Notice"][];
            overview: components["schemas"]["Overview"];
        };
        Notices: {
            notices: components["schemas"]["Notice"][];
        };
        NewPlace: {
            /** @enum {string} */
            kind: "centre" | "helpline" | "self_help";
            name: string;
            about: string | null;
            phone: string | null;
            url: string | null;
            hours: string | null;
            /** @description always, or mon-fri 16:00-22:00, sun 10:00-12:00; null: not known */
            week?: string | null;
            town: string | null;
            public: boolean;
        };
        Place: {
            place: components["schemas"]["Uuid"];
            /** @enum {string} */
            kind: "centre" | "helpline" | "self_help";
            name: string;
            about: string | null;
            phone: string | null;
            url: string | null;
            hours: string | null;
            /** @description always, or mon-fri 16:00-22:00, sun 10:00-12:00; null: not known */
            week: string | null;
            town: string | null;
            public: boolean;
        };
        Places: {
            places: components["schemas"]["Place"][];
        };
        NewPartner: {
            name: string;
            about: string | null;
            privacy: components["schemas"]["Label"];
            /** @description The slug of a line on this server, or a url. */
            target: string | null;
            url: string | null;
            /** @description How long somebody waits there to be taken. */
            take_minutes: number;
        };
        Partner: {
            partner: components["schemas"]["Uuid"];
            name: string;
            about: string | null;
            privacy: components["schemas"]["Label"];
            /** @description The slug of a line on this server, or a url. */
            target: string | null;
            url: string | null;
            /** @description How long somebody waits there to be taken. */
            take_minutes: number;
            /** @description Whether somebody of that line is there; null where it is elsewhere. */
            free: null | {
                /** @enum {string} */
                state: "open" | "run_out" | "closed";
                operators: number;
                room: boolean;
            };
        };
        Partners: {
            partners: components["schemas"]["Partner"][];
        };
        HandoverCounts: {
            partners: {
                partner: components["schemas"]["Uuid"];
                name: string;
                asked: number;
                refused: number;
                agreed: number;
                greeted: number;
                not_taken: number;
                booked: number;
                linked: number;
            }[];
            /** @description Given to a colleague of this line. */
            passed: number;
        };
        Handovers: {
            handovers: components["schemas"]["Handover"][];
        };
        RegistrationRequest: {
            /** @enum {string} */
            state: "open" | "later" | "done";
            who: components["schemas"]["Party"] | null;
            age: number | null;
            gender: components["schemas"]["Gender"] | null;
            /** @description A code. */
            source: string | null;
            themes: string[];
            outcomes: string[];
            broken_off: boolean;
            boundary: boolean;
            fake: boolean;
            note: string | null;
        };
        /** @enum {string} */
        MarkState: "suspected" | "asked_back" | "confirmed" | "rejected" | "withdrawn";
        Mark: {
            conversation: components["schemas"]["Uuid"];
            state: components["schemas"]["MarkState"];
            made_at: components["schemas"]["Time"];
            /** @description Null when the words were destroyed. */
            why: string | null;
            question: string | null;
            answer: string | null;
        };
        MarkShown: {
            mark: components["schemas"]["Mark"] | null;
        };
        Marks: {
            flags: components["schemas"]["Mark"][];
        };
        MarkRequest: {
            why: string;
        };
        MarkAnswer: {
            answer: string;
        };
        Flag: {
            flag: components["schemas"]["Uuid"];
            conversation: components["schemas"]["Uuid"];
            state: components["schemas"]["MarkState"];
            /** @description Who marked it. */
            alias: string;
            made_at: components["schemas"]["Time"];
            why: string | null;
            question: string | null;
            answer: string | null;
            /** @description Whoever asks marked it, and so does not decide. */
            mine: boolean;
        };
        Flags: {
            flags: components["schemas"]["Flag"][];
            /** @description In the last 365 days. */
            confirmed_this_year: number;
        };
        FlagDecision: {
            /** @enum {string} */
            decision: "confirmed" | "rejected" | "asked_back";
            /** @description Where one asks back. */
            question?: string;
        };
        TalkRead: {
            messages: components["schemas"]["Message"][];
            registration: components["schemas"]["Registration"] | null;
        };
        Threshold: {
            talks: number;
            days: number;
        };
        Frequent: {
            talks: number;
            days: number;
            visitors: components["schemas"]["FrequentVisitor"][];
        };
        FrequentVisitor: {
            talks: number;
            first_at: components["schemas"]["Time"];
            last_at: components["schemas"]["Time"];
            conversations: components["schemas"]["Uuid"][];
        };
        RefusalRequest: {
            conversation: components["schemas"]["Uuid"];
            reason: string;
        };
        RefusalMade: {
            refusal: components["schemas"]["Uuid"];
            until: components["schemas"]["Time"];
        };
        Refusals: {
            refusals: components["schemas"]["Refusal"][];
            talks: components["schemas"]["AbusiveTalk"][];
        };
        Refusal: {
            refusal: components["schemas"]["Uuid"];
            conversation: components["schemas"]["Uuid"];
            /** @description Who refused it. */
            alias: string;
            made_at: components["schemas"]["Time"];
            until: components["schemas"]["Time"];
            /** @description Null when the words were destroyed. */
            reason: string | null;
        };
        AbusiveTalk: {
            conversation: components["schemas"]["Uuid"];
            /** @description Who had the talk. */
            alias: string;
            ended_at: components["schemas"]["Time"];
        };
        Registration: {
            conversation: components["schemas"]["Uuid"];
            nickname: string | null;
            /** @enum {string} */
            state: "open" | "later" | "done";
            who: components["schemas"]["Party"] | null;
            age: number | null;
            gender: components["schemas"]["Gender"] | null;
            /** @description A code. */
            source: string | null;
            themes: string[];
            outcomes: string[];
            broken_off: boolean;
            boundary: boolean;
            fake: boolean;
            note: string | null;
        };
        OpenRequest: {
            open: boolean;
        };
        IntakeSettings: {
            who: components["schemas"]["Party"][];
            age: boolean;
            gender: boolean;
            question: boolean;
            source: boolean;
        };
        Settings: {
            revision: number;
            name: string;
            rules: components["schemas"]["Rules"];
            capacity: number;
            max_waiting: number;
            long_wait_minutes: number;
            texts: components["schemas"]["Texts"];
            intake: components["schemas"]["IntakeSettings"];
            trusted_hosts: string[];
        };
        StaffMember: {
            staff: components["schemas"]["Uuid"];
            login: string;
            name: string;
            alias: string;
            discipline: string | null;
            active: boolean;
            roles: ("operator" | "coordinator" | "reviewer" | "planner")[];
            centre_roles: components["schemas"]["CentreRole"][];
            capacity: number | null;
        };
        StaffList: {
            staff: components["schemas"]["StaffMember"][];
        };
        NewStaff: {
            login: string;
            name: string;
            alias: string;
            discipline: string | null;
            roles: ("operator" | "coordinator" | "reviewer" | "planner")[];
            centre_roles?: components["schemas"]["CentreRole"][];
        };
        StaffAdded: {
            staff: components["schemas"]["Uuid"];
            password: string;
        };
        StaffChange: {
            name: string;
            alias: string;
            discipline: string | null;
            roles: ("operator" | "coordinator" | "reviewer" | "planner")[];
            centre_roles?: components["schemas"]["CentreRole"][];
            capacity: number | null;
            active: boolean;
        };
        NewPassword: {
            password: string;
        };
        Week: {
            mon: components["schemas"]["Stretches"];
            tue: components["schemas"]["Stretches"];
            wed: components["schemas"]["Stretches"];
            thu: components["schemas"]["Stretches"];
            fri: components["schemas"]["Stretches"];
            sat: components["schemas"]["Stretches"];
            sun: components["schemas"]["Stretches"];
        };
        Stretches: string[];
        NewRegime: {
            /** @enum {string} */
            days: "school" | "holiday";
            week: components["schemas"]["Week"];
            /** Format: date */
            from: string;
            /** Format: date */
            until: string | null;
        };
        Regime: {
            regime: components["schemas"]["Uuid"];
            /** @enum {string} */
            days: "school" | "holiday";
            week: components["schemas"]["Week"];
            /** Format: date */
            from: string;
            /** Format: date */
            until: string | null;
        };
        NewException: {
            /** @enum {string} */
            kind: "open" | "closed";
            starts_at: string | null;
            ends_at: string;
            reason: string;
        };
        Exception: {
            exception: components["schemas"]["Uuid"];
            /** @enum {string} */
            kind: "open" | "closed";
            starts_at: string;
            ends_at: string;
            reason: string;
            made_by: string | null;
            made_at: components["schemas"]["Time"];
        };
        NewOverride: {
            /** @enum {string} */
            days: "school" | "holiday";
            /** Format: date */
            first_day: string;
            /** Format: date */
            last_day: string;
            reason: string;
        };
        Override: {
            override: components["schemas"]["Uuid"];
            /** @enum {string} */
            days: "school" | "holiday";
            /** Format: date */
            first_day: string;
            /** Format: date */
            last_day: string;
            reason: string;
        };
        HoursSettings: {
            closes_public_holidays: boolean;
            closes_decree: boolean;
            run_out_minutes: number;
            warn_minutes: number;
        };
        Hours: {
            regimes: components["schemas"]["Regime"][];
            exceptions: components["schemas"]["Exception"][];
            overrides: components["schemas"]["Override"][];
            closes_public_holidays: boolean;
            closes_decree: boolean;
            run_out_minutes: number;
            warn_minutes: number;
        };
        CalendarDay: {
            /** Format: date */
            date: string;
            stretches: string[];
            minutes: number;
            /** @enum {string} */
            kind: "school" | "holiday" | "public_holiday";
            /** @description autumn_holiday, ascension_day, ...: server/features/hours/hours_holidays.cpp */
            holiday: string | null;
            /** @enum {string} */
            because: "always" | "regime" | "no_regime" | "public_holiday" | "decree" | "exception";
            regime: components["schemas"]["Uuid"] | null;
            reasons: string[];
            set_as: string | null;
        };
        Calendar: {
            days: components["schemas"]["CalendarDay"][];
            open_days: number;
            minutes: number;
        };
        Rating: {
            rating: components["schemas"]["Uuid"];
            at: components["schemas"]["Time"];
            stars: number | null;
            text: string | null;
            may_quote: boolean;
            who: components["schemas"]["Party"] | null;
        };
        Ratings: {
            raters: number;
            mean: number | null;
            unread: components["schemas"]["Rating"][];
        };
        Today: {
            requested: number;
            accepted: number;
            ended: number;
            left: number;
            refused_closed: number;
            refused_full: number;
            /** @description By appointment: not among the others. */
            second_talks: number;
            /** @description Of those who were taken; null when nobody was. */
            mean_wait_seconds: number | null;
            half_hours: components["schemas"]["HalfHour"][];
        };
        HalfHour: {
            /** @description When it begins in Brussels: 17:30. */
            at: string;
            requested: number;
            mean_wait_seconds: number | null;
        };
        Usual: {
            days: number;
            requested: number;
            left: number;
            mean_wait_seconds: number | null;
            half_hours: components["schemas"]["HalfHour"][];
        };
        Briefings: {
            briefings: components["schemas"]["Briefing"][];
        };
        Figures: {
            tables: components["schemas"]["FigureTable"][];
        };
        /** @enum {unknown} */
        FigureUnit: "count" | "share" | "seconds" | "years" | "stars" | "hours" | "people";
        FigureKey: {
            /** @description Stable. */
            code: string;
            label: string;
        };
        FigureRow: {
            /** @description One for each dimension. */
            keys: components["schemas"]["FigureKey"][];
            n: number | null;
            base: number | null;
            /** @description Of a share 0 to 1. */
            value: number | null;
            /** @description Too few, or beside too few. */
            withheld: boolean;
            /** @description Of a total from before: where it was published. */
            source: string | null;
            unit?: components["schemas"]["FigureUnit"];
            /**
             * Format: date
             * @description Where it is of other days than the table, as of an earlier school year.
             */
            from?: string;
            /** Format: date */
            until?: string;
            definition?: components["schemas"]["FigureDefinition"];
        };
        FigureDefinition: {
            name: string;
            version: number;
            text: string;
            base: string;
            filter: string;
            /** Format: date */
            valid_from: string | null;
            /** Format: date */
            valid_until: string | null;
        };
        FigureTable: {
            name: string;
            title: string;
            /** @description One sentence. */
            says: string;
            unit: components["schemas"]["FigureUnit"];
            definition: components["schemas"]["FigureDefinition"];
            /** @description Every one that it was counted with, the oldest first. */
            definitions: components["schemas"]["FigureDefinition"][];
            filter: {
                /** Format: date */
                from: string;
                /** Format: date */
                until: string;
                /** @enum {unknown} */
                who: "pupil" | "parent" | "teacher" | "other" | "unknown" | null;
                themes: string[];
                centre: components["schemas"]["Uuid"] | null;
                /** @enum {unknown} */
                definition: 1 | 2 | null;
            };
            dimensions: components["schemas"]["FigureKey"][];
            rows: components["schemas"]["FigureRow"][];
            /** @description Days on which the definition changed within the table. */
            breaks: string[];
            computed_at: components["schemas"]["Time"];
        };
        /** @enum {unknown} */
        CrosswalkKind: "theme" | "outcome";
        CrosswalkVersion: {
            version: number;
            made_at: components["schemas"]["Time"];
            /** @description An alias; null: it was shipped. */
            made_by: string | null;
        };
        CrosswalkCategory: {
            kind: components["schemas"]["CrosswalkKind"];
            domain: string;
            category: string;
        };
        CrosswalkTerm: {
            kind: components["schemas"]["CrosswalkKind"];
            code: string;
            label: {
                nl: string;
                en: string;
            };
            /**
             * Format: date
             * @description The last day on which it was recorded.
             */
            until: string | null;
            /** @description Null: it has no category. */
            domain: string | null;
            category: string | null;
        };
        Crosswalk: {
            /** @constant */
            target: "chi";
            /** @description 0: there is none yet. */
            version: number;
            terms: components["schemas"]["CrosswalkTerm"][];
            categories: components["schemas"]["CrosswalkCategory"][];
            /** @description The newest first. */
            versions: components["schemas"]["CrosswalkVersion"][];
        };
        CrosswalkChange: {
            /** @description That was changed. */
            version: number;
            mappings: {
                kind: components["schemas"]["CrosswalkKind"];
                code: string;
                domain: string;
                category: string;
            }[];
        };
        CrosswalkFigures: {
            crosswalk: {
                /** @constant */
                target: "chi";
                version: number;
                made_at: components["schemas"]["Time"];
                made_by: string | null;
            };
            tables: components["schemas"]["FigureTable"][];
        };
        AnnualReport: {
            /** @description Its slug. */
            line: string;
            name: string;
            /** @description 2021-2022 */
            year: string;
            /** Format: date */
            from: string;
            /** Format: date */
            until: string;
            year_before: string;
            computed_at: components["schemas"]["Time"];
            /** @description A sentence: which talks came from another system, or that none is known. */
            origin: string | null;
            glance: components["schemas"]["ReportHeadline"][];
            chapters: components["schemas"]["ReportChapter"][];
            /** @description What can be downloaded. */
            files: string[];
        };
        ReportHeadline: {
            /** @description A stable name of docs/measures.md. */
            figure: string;
            label: string;
            unit: components["schemas"]["FigureUnit"];
            n: number | null;
            base: number | null;
            value: number | null;
            /** @description Of the school year before, where the two can be compared. */
            before: {
                n: number | null;
                base: number | null;
                value: number;
            } | null;
        };
        /** @enum {unknown} */
        ReportChapterCode: "cover" | "glance" | "figures" | "themes" | "outcomes" | "found" | "fake" | "pupils" | "parents" | "suicide" | "bullying" | "team" | "quality" | "handovers" | "blended" | "centres" | "appendix";
        ReportChapter: {
            code: components["schemas"]["ReportChapterCode"];
            title: string;
            /** @description The code of the theme that its tables are about. */
            theme: string | null;
            /** @description False: a part that is not in use. */
            is_shown: boolean;
            text: components["schemas"]["ReportText"] | null;
            tables: components["schemas"]["ReportTable"][];
            quotes: components["schemas"]["ReportQuote"][];
        };
        ReportTable: {
            /** @enum {unknown} */
            drawn: "table" | "bars" | "columns" | "lines" | "heat";
            table: components["schemas"]["FigureTable"];
            /** @description The same of the school year before. */
            before: components["schemas"]["FigureTable"] | null;
        };
        ReportTextVersion: {
            number: number;
            at: components["schemas"]["Time"];
            /** @description An alias. */
            by: string | null;
            text: string;
        };
        ReportTextVersions: {
            versions: components["schemas"]["ReportTextVersion"][];
        };
        ReportText: {
            /** @description 0: no text was written over none. */
            number: number;
            at: components["schemas"]["Time"];
            /** @description An alias. */
            by: string | null;
            /** @description Markdown. */
            text: string;
            blocks: components["schemas"]["PaperBlock"][];
        };
        ReportTextRequest: {
            /** @description The newest version that its writer saw; 0: there was none. */
            number: number;
            text: string;
        };
        ReportQuote: {
            quote: components["schemas"]["Uuid"];
            chapter: components["schemas"]["ReportChapterCode"];
            text: string;
            /** @description leerling, 14 jaar */
            about: string;
            rating: components["schemas"]["Uuid"];
            at: components["schemas"]["Time"];
            /** @description An alias. */
            by: string | null;
        };
        ReportQuoteRequest: {
            rating: components["schemas"]["Uuid"];
            /** @description Not cover, glance or appendix. */
            chapter: components["schemas"]["ReportChapterCode"];
            text: string;
            about: string;
        };
        ReportQuotes: {
            quotes: components["schemas"]["ReportQuote"][];
            candidates: {
                rating: components["schemas"]["Uuid"];
                at: components["schemas"]["Time"];
                stars: number | null;
                text: string;
                who: string | null;
            }[];
        };
        Overview: {
            today: components["schemas"]["Today"];
            usual: components["schemas"]["Usual"] | null;
            open_registrations: number;
            /** @description From then on somebody waits too long: a setting of the line. */
            long_wait_minutes: number;
        };
        Started: {
            conversation: components["schemas"]["Uuid"];
        };
        Visit: {
            conversation: components["schemas"]["Uuid"];
            line: components["schemas"]["LineName"];
            state: components["schemas"]["State"];
            register: components["schemas"]["Register"];
            has_code: boolean;
            /** @description The talk on another line that this one is being handed to. */
            second: null | {
                conversation: components["schemas"]["Uuid"];
                line: components["schemas"]["LineName"];
            };
        };
        SecondStep: {
            /** @description Given in the body of the request that completes the log-in. */
            ticket: string;
            /** @description What can be shown. None - the first one is to be made. */
            factors: ("code" | "passkey" | "recovery")[];
            /** Format: date-time */
            until: string;
        };
        TicketAndCode: {
            ticket: string;
            code: string;
        };
        MaybeTicket: {
            /** @description Left out in a session. */
            ticket?: string;
        };
        FirstCode: {
            ticket?: string;
            code: string;
        };
        NewTotp: {
            /** @description In base32. */
            secret: string;
            url: string;
            qr: {
                size: number;
                /** @description The dark modules */
                path: string;
            };
        };
        FactorMade: {
            /** @description With the first factor. */
            recovery_codes: string[];
            /** @description With a ticket. */
            session: components["schemas"]["Session"] | null;
        };
        PasskeyToShow: {
            /** @description base64url. */
            challenge: string;
            site: string;
            credentials: string[];
            /** @enum {string} */
            verification: "required" | "preferred";
        };
        PasskeyToMake: {
            challenge: string;
            site: string;
            /** @description Those that are there already. */
            credentials: string[];
            user: {
                id: string;
                login: string;
                name: string;
            };
        };
        ShownPasskey: {
            ticket?: string;
            credential: string;
            client_data: string;
            authenticator_data: string;
            signature: string;
        };
        NewPasskey: {
            ticket?: string;
            name: string;
            client_data: string;
            authenticator_data: string;
        };
        OwnProof: {
            password: string;
        };
        OwnPassword: {
            old: string;
            password: string;
        };
        OpenSessions: {
            sessions: {
                session: components["schemas"]["Uuid"];
                /** @description "firefox computer"; empty where it is not known. */
                browser: string;
                /** Format: date-time */
                since: string;
                /**
                 * Format: date-time
                 * @description Within three minutes.
                 */
                used: string;
                own: boolean;
            }[];
        };
        Factors: {
            login: string;
            /** @description Whether one must have a factor. */
            asked: boolean;
            /** @description Whether the password was given within ten minutes. */
            proven: boolean;
            /** Format: date-time */
            totp_since: string | null;
            passkeys: {
                passkey: components["schemas"]["Uuid"];
                name: string;
                /** Format: date-time */
                since: string;
                /** Format: date-time */
                used: string | null;
            }[];
            /** @description That are left. */
            recovery_codes: number;
        };
        AskSecondFactor: {
            operators: boolean;
        };
        LineSecondFactor: {
            operators: boolean;
            /**
             * @description staff.second_factor.
             * @enum {string}
             */
            house: "off" | "coordinators" | "everyone";
            /** @description Who has one. */
            with_factor: components["schemas"]["Uuid"][];
        };
        Login: {
            login: string;
            password: string;
        };
        Session: {
            staff: components["schemas"]["Uuid"];
            name: string;
            alias: string;
            discipline: string | null;
            lines: {
                line: components["schemas"]["Uuid"];
                slug: string;
                name: string;
                roles: ("operator" | "coordinator" | "reviewer" | "planner" | "centre_worker" | "centre_contact")[];
            }[];
            house: ("administrator" | "auditor")[];
        };
        EndedTalk: {
            conversation: components["schemas"]["Uuid"];
            accepted_at: components["schemas"]["Time"];
            ended_at: components["schemas"]["Time"];
            alias: string;
            mine: boolean;
            themes: string[];
            destroyed: boolean;
            readings: number;
        };
        EndedTalks: {
            talks: components["schemas"]["EndedTalk"][];
            /** @description Of everybody; else of who asks. */
            all: boolean;
        };
        ReadingRequest: {
            /** @enum {string} */
            purpose: "own" | "review" | "chatscan" | "complaint" | "emergency" | "legal";
        };
        Transcript: {
            conversation: components["schemas"]["Uuid"];
            /** @enum {string} */
            purpose: "own" | "review" | "chatscan" | "complaint" | "emergency" | "legal";
            alias: string;
            accepted_at: components["schemas"]["Time"] | null;
            ended_at: components["schemas"]["Time"] | null;
            destroyed: boolean;
            messages: components["schemas"]["Message"][];
            registration: components["schemas"]["Registration"] | null;
        };
        Reading: {
            at: components["schemas"]["Time"];
            who: string | null;
            who_login: string | null;
            conversation: components["schemas"]["Uuid"] | null;
            data: Record<string, never>;
        };
        Readings: {
            readings: components["schemas"]["Reading"][];
            readers: components["schemas"]["Reader"][];
            /** @description Of either there are older ones that are not told; the log of the house has them all. */
            more: boolean;
        };
        /** @description Somebody got a role that reads ended talks. */
        Reader: {
            at: components["schemas"]["Time"];
            name: string | null;
            login: string | null;
            /** @enum {string} */
            role: "coordinator" | "reviewer";
            /** @description Nobody where the machine or a rule of single sign-on did. */
            by: string | null;
            by_login: string | null;
        };
        SealRequest: {
            emergency: boolean;
            why: string;
        };
        SealAnswer: {
            /** @enum {string} */
            answer: "confirm" | "refuse";
        };
        Seal: {
            seal: components["schemas"]["Uuid"];
            conversation: components["schemas"]["Uuid"];
            emergency: boolean;
            /** @description null: the words were destroyed. */
            why: string | null;
            asked_by: string;
            asked_at: components["schemas"]["Time"];
            /** @enum {string} */
            state: "asked" | "confirmed" | "refused";
            answered_by: string | null;
            answered_at: components["schemas"]["Time"] | null;
            open_until: components["schemas"]["Time"] | null;
            mine: boolean;
        };
        Seals: {
            seals: components["schemas"]["Seal"][];
        };
        Right: {
            /** @enum {string} */
            role: "operator" | "coordinator" | "reviewer" | "planner" | "centre_worker" | "centre_contact" | "administrator" | "auditor";
            /** @description Left out for a role of the house. */
            line?: string;
            centre?: components["schemas"]["Uuid"];
        };
        HousePerson: {
            staff: components["schemas"]["Uuid"];
            login: string;
            name: string;
            alias: string;
            discipline: string | null;
            active: boolean;
            roles: components["schemas"]["Right"][];
        };
        HouseStaff: {
            staff: components["schemas"]["HousePerson"][];
            /** @description Those that a role is of. */
            centres: {
                centre: components["schemas"]["Uuid"];
                name: string;
            }[];
        };
        NewHousePerson: {
            login: string;
            name: string;
            alias: string;
            discipline?: string | null;
            roles: components["schemas"]["Right"][];
        };
        HousePersonChange: {
            active: boolean;
            roles: components["schemas"]["Right"][];
        };
        CentreRole: {
            /** @enum {string} */
            role: "centre_worker" | "centre_contact";
            centre: components["schemas"]["Uuid"];
        };
        LogHead: {
            number: number;
            hash: string;
        };
        LogEntry: {
            number: number;
            at: components["schemas"]["Time"];
            what: string;
            who: string | null;
            /** @description A name may be another one by now, a login never is. */
            who_login: string | null;
            line: string | null;
            about: components["schemas"]["Uuid"] | null;
            /** @description Where it is about a person. */
            name: string | null;
            login: string | null;
            data: Record<string, never>;
        };
        LogPage: {
            entries: components["schemas"]["LogEntry"][];
        };
        LiveSession: {
            session: string;
        };
        FramesIn: {
            frames: components["schemas"]["ClientFrame"][];
        };
        FramesOut: {
            frames: components["schemas"]["ServerFrame"][];
            next: number;
            /** @description The close code, when the session is over. */
            closed?: number;
        };
        FieldError: {
            field: string;
            problem: string;
        };
        Time: string;
        Opening: {
            /** @enum {string} */
            state: "open" | "run_out" | "closed";
            /** @description The end of this stretch, or of the run-out; null where the line has no hours. */
            until: components["schemas"]["Time"] | null;
            /** @description When the next stretch begins, within a year. */
            next: components["schemas"]["Time"] | null;
            /**
             * @description Why it is not open.
             * @enum {unknown}
             */
            why: "hours" | "nobody" | "switched_off" | null;
            /** @description Too many wait, or it would take longer than there is time left. */
            full: boolean;
            /** @description Somebody medical is on duty. */
            medical: boolean;
        };
        /** @enum {string} */
        Party: "pupil" | "parent" | "teacher" | "other";
        Card: {
            name: string;
            about: string | null;
            phone: string | null;
            url: string | null;
            hours: string | null;
            /** @description On pages, not in a message: whether it is open now; null: not known. */
            open?: boolean | null;
        };
        Token: string;
        /** @enum {string} */
        Register: "nl" | "nl-u" | "en";
        /** @enum {string} */
        Device: "phone" | "tablet" | "computer";
        /** @enum {string} */
        State: "waiting" | "active" | "ended" | "left" | "refused";
        /** @enum {string} */
        Wants: "medical";
        Passes: {
            nickname: string | null;
            theme: components["schemas"]["Label"] | null;
            /** @description While it is asked: what would go along after a yes to it. */
            summary: string | null;
        };
        Handover: {
            handover: components["schemas"]["Uuid"];
            /** @enum {string} */
            kind: "live" | "link";
            /** @enum {string} */
            state: "asked" | "refused" | "agreed" | "taken" | "greeted" | "linked" | "not_taken" | "withdrawn";
            /** @description The name of the other line. */
            partner: string;
            /** @description The rules of the other line, in the visitor's register. */
            privacy: string;
            /** @description Exactly what goes along. Null for a link, where nothing does. */
            passes: components["schemas"]["Passes"] | null;
            with_summary: boolean;
            /** @description Of a link. */
            url: string | null;
            second: components["schemas"]["Uuid"] | null;
            /** @description While it waits there. */
            take_until: components["schemas"]["Time"] | null;
        };
        /** @enum {string} */
        Gender: "f" | "m" | "x" | "unsaid";
        Number: number;
        /** @enum {string} */
        Who: "visitor" | "operator";
        Message: {
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            from: components["schemas"]["Who"];
            alias: string | null;
            id: components["schemas"]["Uuid"];
            /** @description Null when the words were destroyed. */
            text: string | null;
            /** @description The number of a message. */
            reply_to: number | null;
            card: components["schemas"]["Card"] | null;
            redacted?: components["schemas"]["Number"];
        };
        Briefing: {
            /** @description A day in Brussels; the note is of it. */
            day: string;
            note: string | null;
            /** @description Who can be reached, of the latest day up to it. */
            reachable: string | null;
            phone: string | null;
        };
        Stream: string;
        Subscription: {
            stream: components["schemas"]["Stream"];
            after?: components["schemas"]["Number"];
        };
        Hello: {
            /** @constant */
            type: "hello";
            /** @constant */
            version: 1;
            token?: components["schemas"]["Token"];
            subscribe?: components["schemas"]["Subscription"][];
        };
        Welcome: {
            /** @constant */
            type: "hello";
            /** @constant */
            version: 1;
            server: string;
            time: components["schemas"]["Time"];
        };
        ConversationStream: string;
        /** @enum {string} */
        EndedBy: "visitor" | "operator" | "exit" | "lost" | "handed_over" | "not_taken" | "line_closed";
        /** @enum {string} */
        Closing: "normal" | "care" | "boundary";
        Intake: {
            who: components["schemas"]["Party"] | null;
            /** @description A code. */
            topic: string | null;
            age: number | null;
            gender: components["schemas"]["Gender"] | null;
            question: string | null;
            /** @description A code. */
            source: string | null;
        };
        Wait: {
            minutes: number;
            or_more: boolean;
        };
        HandedFrom: {
            /** @description The name of the line that handed it over. */
            line: string;
            /** @description The first talk, to the visitor. */
            conversation: components["schemas"]["Uuid"] | null;
            theme: components["schemas"]["Label"] | null;
            summary: string | null;
        };
        AppointmentShown: {
            appointment: components["schemas"]["Uuid"];
            /** @enum {string} */
            state: "offered" | "booked" | "declined" | "withdrawn";
            starts_at: components["schemas"]["Time"];
            ends_at: components["schemas"]["Time"];
            /** @description An alias. */
            with: string | null;
            /** @description The name of the line. */
            line: string;
            /** @description The rules of the other line, where it is another. */
            privacy: string | null;
            /** @description Exactly what goes along. */
            note: string | null;
        };
        PlanShown: {
            plan: components["schemas"]["Uuid"];
            /** @enum {string} */
            state: "offered" | "active" | "declined" | "withdrawn";
            text: string;
            moments: string | null;
            /** @description An alias. */
            with: string | null;
        };
        Taken: {
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @description An alias. */
            operator: string;
        };
        ConversationState: {
            conversation: components["schemas"]["Uuid"];
            line: components["schemas"]["LineName"];
            state: components["schemas"]["State"];
            /** @description Null when the words were destroyed. */
            nickname: string | null;
            register: components["schemas"]["Register"];
            /** @enum {string} */
            me: "visitor" | "operator" | "coach";
            /** @description The operator's alias. */
            operator: string | null;
            requested_at: components["schemas"]["Time"];
            accepted_at: components["schemas"]["Time"] | null;
            ended_at: components["schemas"]["Time"] | null;
            ended_by: components["schemas"]["EndedBy"] | null;
            closing: components["schemas"]["Closing"] | null;
            guide_ends_at: components["schemas"]["Time"] | null;
            exited_at: components["schemas"]["Time"] | null;
            intake: components["schemas"]["Intake"];
            device: components["schemas"]["Device"] | null;
            place: number | null;
            wait: components["schemas"]["Wait"] | null;
            wants: components["schemas"]["Wants"] | null;
            /** @description The alias of the colleague for whom it waits. */
            passed_to: string | null;
            warned: boolean;
            /** @description It had begun and waits, and nobody of the line answers. */
            unattended: boolean;
            /**
             * @description Who or what took the words away.
             * @enum {string|null}
             */
            deleted: "visitor" | "period" | null;
            handover: components["schemas"]["Handover"] | null;
            handed_from: components["schemas"]["HandedFrom"] | null;
            appointment: components["schemas"]["AppointmentShown"] | null;
            plan: components["schemas"]["PlanShown"] | null;
            taken: components["schemas"]["Taken"][];
            messages: components["schemas"]["Message"][];
        };
        ConversationSnapshot: {
            /** @constant */
            type: "snapshot";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            state: components["schemas"]["ConversationState"];
        };
        CaseStream: string;
        Note: {
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            alias: string | null;
            /** @enum {string} */
            kind: "note" | "whisper";
            /** @description Null when the words were destroyed. */
            text: string | null;
        };
        Step: {
            /** @description The code of a guide. */
            step: string;
            alias: string;
            at: components["schemas"]["Time"];
        };
        /** @enum {string} */
        CoachReason: "asked" | "worry" | "training" | "complaint";
        Coach: {
            staff: components["schemas"]["Uuid"];
            alias: string;
            reason: components["schemas"]["CoachReason"];
            since: components["schemas"]["Time"];
        };
        Help: {
            at: components["schemas"]["Time"];
            /** @description The number of one in the talk. */
            message: number | null;
            question: string | null;
        };
        /** @enum {string} */
        Alert: "fake" | "frequent";
        /** @enum {string} */
        EscalatedTo: "coordinator" | "emergency" | "suicide_line" | "centre" | "parents" | "other";
        /** @enum {string} */
        Consent: "yes" | "no" | "not_asked";
        Escalation: {
            escalation: components["schemas"]["Uuid"];
            at: components["schemas"]["Time"];
            alias: string;
            to: components["schemas"]["EscalatedTo"];
            consent: components["schemas"]["Consent"];
            /** @description Null when the words were destroyed. */
            why: string | null;
            second_person: string | null;
        };
        CaseState: {
            conversation: components["schemas"]["Uuid"];
            notes: components["schemas"]["Note"][];
            steps: components["schemas"]["Step"][];
            coaches: components["schemas"]["Coach"][];
            help: components["schemas"]["Help"] | null;
            asked: components["schemas"]["Help"] | null;
            alerts: components["schemas"]["Alert"][];
            escalations: components["schemas"]["Escalation"][];
        };
        CaseSnapshot: {
            /** @constant */
            type: "snapshot";
            stream: components["schemas"]["CaseStream"];
            number: components["schemas"]["Number"];
            state: components["schemas"]["CaseState"];
        };
        LineStream: string;
        /** @enum {string} */
        PassReason: "shift_over" | "medical" | "expertise" | "language" | "other";
        Waiting: {
            conversation: components["schemas"]["Uuid"];
            /** @description Null when the words were destroyed. */
            nickname: string | null;
            who: components["schemas"]["Party"] | null;
            /** @description A code. */
            topic: string | null;
            since: components["schemas"]["Time"];
            front: boolean;
            away: boolean;
            last_operator: components["schemas"]["Uuid"] | null;
            wants: components["schemas"]["Wants"] | null;
            /** @description The colleague for whom it waits. */
            for: components["schemas"]["Uuid"] | null;
            /** @description Why it was given to that colleague. */
            reason: components["schemas"]["PassReason"] | null;
            /** @description Who it is offered to first for a while; others pass it over. */
            kept_for: components["schemas"]["Uuid"] | null;
            /** @description The name of the line that handed it over. */
            handed_from: string | null;
        };
        Running: {
            conversation: components["schemas"]["Uuid"];
            operator: components["schemas"]["Uuid"];
            alias: string;
            /** @description When it was accepted. */
            since: string;
            guide_ends_at: components["schemas"]["Time"];
            aside: boolean;
        };
        Mine: {
            conversation: components["schemas"]["Uuid"];
            /** @description Null when the words were destroyed. */
            nickname: string | null;
            since: components["schemas"]["Time"];
        };
        OpenRegistration: {
            conversation: components["schemas"]["Uuid"];
            /** @description Null when the words were destroyed. */
            nickname: string | null;
            ended_at: components["schemas"]["Time"];
            /** @enum {string} */
            state: "open" | "later";
        };
        OnDuty: {
            staff: components["schemas"]["Uuid"];
            alias: string;
            discipline: string | null;
            /** @enum {string} */
            state: "online" | "paused";
            since: components["schemas"]["Time"];
            connected: boolean;
            /** @description The end of one's block. */
            until: components["schemas"]["Time"] | null;
        };
        Coached: {
            conversation: components["schemas"]["Uuid"];
            coaches: string[];
            /** @description It is asked and nobody came yet. */
            help: boolean;
        };
        LineState: {
            line: components["schemas"]["Uuid"];
            slug: string;
            name: string;
            open: boolean;
            opening: components["schemas"]["Opening"];
            briefing: components["schemas"]["Briefing"];
            waiting: components["schemas"]["Waiting"][];
            running: components["schemas"]["Running"][];
            mine: components["schemas"]["Mine"][];
            registrations: components["schemas"]["OpenRegistration"][];
            team: components["schemas"]["OnDuty"][];
            capacity: number;
            coached: components["schemas"]["Coached"][];
        };
        LineSnapshot: {
            /** @constant */
            type: "snapshot";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            state: components["schemas"]["LineState"];
        };
        Snapshot: components["schemas"]["ConversationSnapshot"] | components["schemas"]["CaseSnapshot"] | components["schemas"]["LineSnapshot"];
        AppointmentOffered: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "appointment.offered";
            id?: components["schemas"]["Uuid"];
            data: components["schemas"]["AppointmentShown"] | null;
        };
        AppointmentChanged: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "appointment.changed";
            id?: components["schemas"]["Uuid"];
            /** AppointmentChangedData */
            data: {
                appointment: components["schemas"]["Uuid"];
                /** @enum {string} */
                state: "booked" | "declined" | "withdrawn";
            } | null;
        };
        PlanOffered: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "plan.offered";
            id?: components["schemas"]["Uuid"];
            data: components["schemas"]["PlanShown"] | null;
        };
        PlanChanged: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "plan.changed";
            id?: components["schemas"]["Uuid"];
            /** PlanChangedData */
            data: {
                plan: components["schemas"]["Uuid"];
                /** @enum {string} */
                state: "active" | "declined" | "withdrawn";
            } | null;
        };
        PlanBrought: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "plan.brought";
            id?: components["schemas"]["Uuid"];
            /** PlanBroughtData */
            data: Record<string, never> | null;
        };
        HandoverAsked: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "handover.asked";
            id?: components["schemas"]["Uuid"];
            data: components["schemas"]["Handover"] | null;
        };
        HandoverChanged: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "handover.changed";
            id?: components["schemas"]["Uuid"];
            data: components["schemas"]["Handover"] | null;
        };
        ConversationRequested: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.requested";
            id?: components["schemas"]["Uuid"];
            /** ConversationRequestedData */
            data: {
                nickname: string;
                who: components["schemas"]["Party"] | null;
                topic: string | null;
            } | null;
        };
        ConversationAccepted: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.accepted";
            id?: components["schemas"]["Uuid"];
            /** ConversationAcceptedData */
            data: {
                /** @description The alias. */
                operator: string;
                guide_ends_at: components["schemas"]["Time"];
            } | null;
        };
        ConversationGivenBack: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.given_back";
            id?: components["schemas"]["Uuid"];
            /** ConversationGivenBackData */
            data: {
                /** @enum {string} */
                why: "operator_lost" | "asked" | "returned" | "passed";
                /** @description The alias of the colleague for whom it waits. */
                to: string | null;
            } | null;
        };
        ConversationReleased: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.released";
            id?: components["schemas"]["Uuid"];
            /** ConversationReleasedData */
            data: Record<string, never> | null;
        };
        ConversationWanted: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.wanted";
            id?: components["schemas"]["Uuid"];
            /** ConversationWantedData */
            data: {
                wants: components["schemas"]["Wants"] | null;
            } | null;
        };
        ConversationWarned: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.warned";
            id?: components["schemas"]["Uuid"];
            /** ConversationWarnedData */
            data: Record<string, never> | null;
        };
        ConversationUnattended: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.unattended";
            id?: components["schemas"]["Uuid"];
            /** ConversationUnattendedData */
            data: {
                unattended: boolean;
            } | null;
        };
        ConversationDeleted: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.deleted";
            id?: components["schemas"]["Uuid"];
            /** ConversationDeletedData */
            data: {
                /** @constant */
                by: "visitor";
            } | null;
        };
        /** @description A part of a text, in code points. */
        Range: {
            start: number;
            length: number;
        };
        MessageRedacted: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "message.redacted";
            id?: components["schemas"]["Uuid"];
            /** MessageRedactedData */
            data: {
                number: components["schemas"]["Number"];
                ranges: components["schemas"]["Range"][];
            } | null;
        };
        ConversationExtended: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.extended";
            id?: components["schemas"]["Uuid"];
            /** ConversationExtendedData */
            data: {
                guide_ends_at: components["schemas"]["Time"];
            } | null;
        };
        ConversationExited: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.exited";
            id?: components["schemas"]["Uuid"];
            /** ConversationExitedData */
            data: Record<string, never> | null;
        };
        MessagePosted: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "message.posted";
            id?: components["schemas"]["Uuid"];
            /** MessagePostedData */
            data: {
                from: components["schemas"]["Who"];
                alias: string | null;
                text: string;
                reply_to: number | null;
                card: components["schemas"]["Card"] | null;
                redacted?: components["schemas"]["Number"];
            } | null;
        };
        IntakeGiven: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "intake.given";
            id?: components["schemas"]["Uuid"];
            /** IntakeGivenData */
            data: {
                age: number | null;
                gender: components["schemas"]["Gender"] | null;
                question: string | null;
                /** @description A code. */
                source: string | null;
            } | null;
        };
        ConversationEnded: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.ended";
            id?: components["schemas"]["Uuid"];
            /** ConversationEndedData */
            data: {
                by: components["schemas"]["EndedBy"];
                /** @enum {string} */
                state: "ended" | "left" | "refused";
                closing: components["schemas"]["Closing"];
            } | null;
        };
        ConversationEvent: components["schemas"]["AppointmentOffered"] | components["schemas"]["AppointmentChanged"] | components["schemas"]["PlanOffered"] | components["schemas"]["PlanChanged"] | components["schemas"]["PlanBrought"] | components["schemas"]["HandoverAsked"] | components["schemas"]["HandoverChanged"] | components["schemas"]["ConversationRequested"] | components["schemas"]["ConversationAccepted"] | components["schemas"]["ConversationGivenBack"] | components["schemas"]["ConversationReleased"] | components["schemas"]["ConversationWanted"] | components["schemas"]["ConversationWarned"] | components["schemas"]["ConversationUnattended"] | components["schemas"]["ConversationDeleted"] | components["schemas"]["MessageRedacted"] | components["schemas"]["ConversationExtended"] | components["schemas"]["ConversationExited"] | components["schemas"]["MessagePosted"] | components["schemas"]["IntakeGiven"] | components["schemas"]["ConversationEnded"];
        ConversationCoached: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.coached";
            id?: components["schemas"]["Uuid"];
            data: components["schemas"]["Coached"] | null;
        };
        NoticesChanged: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "notices.changed";
            id?: components["schemas"]["Uuid"];
            /** NoticesChangedData */
            data: Record<string, never> | null;
        };
        RefusalsChanged: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "refusals.changed";
            id?: components["schemas"]["Uuid"];
            /** RefusalsChangedData */
            data: Record<string, never> | null;
        };
        PlansChanged: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "plans.changed";
            id?: components["schemas"]["Uuid"];
            /** PlansChangedData */
            data: Record<string, never> | null;
        };
        LineConversationDeleted: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.deleted";
            id?: components["schemas"]["Uuid"];
            /** LineConversationDeletedData */
            data: {
                conversation: components["schemas"]["Uuid"];
            } | null;
        };
        AppointmentsChanged: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "appointments.changed";
            id?: components["schemas"]["Uuid"];
            /** AppointmentsChangedData */
            data: Record<string, never> | null;
        };
        ConversationWaiting: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.waiting";
            id?: components["schemas"]["Uuid"];
            data: components["schemas"]["Waiting"] | null;
        };
        ConversationAway: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.away";
            id?: components["schemas"]["Uuid"];
            /** ConversationAwayData */
            data: {
                conversation: components["schemas"]["Uuid"];
                away: boolean;
            } | null;
        };
        ConversationTaken: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.taken";
            id?: components["schemas"]["Uuid"];
            /** ConversationTakenData */
            data: {
                conversation: components["schemas"]["Uuid"];
                operator: components["schemas"]["Uuid"];
                alias: string;
                guide_ends_at: components["schemas"]["Time"];
            } | null;
        };
        LineConversationExtended: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.extended";
            id?: components["schemas"]["Uuid"];
            /** LineConversationExtendedData */
            data: {
                conversation: components["schemas"]["Uuid"];
                guide_ends_at: components["schemas"]["Time"];
            } | null;
        };
        ConversationAside: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.aside";
            id?: components["schemas"]["Uuid"];
            /** ConversationAsideData */
            data: {
                conversation: components["schemas"]["Uuid"];
                aside: boolean;
            } | null;
        };
        ConversationGone: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.gone";
            id?: components["schemas"]["Uuid"];
            /** ConversationGoneData */
            data: {
                conversation: components["schemas"]["Uuid"];
                operator: components["schemas"]["Uuid"] | null;
            } | null;
        };
        RegistrationChanged: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "registration.changed";
            id?: components["schemas"]["Uuid"];
            /** RegistrationChangedData */
            data: {
                conversation: components["schemas"]["Uuid"];
                operator: components["schemas"]["Uuid"];
                /** @enum {string} */
                state: "open" | "later" | "done";
            } | null;
        };
        DutyChanged: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "duty.changed";
            id?: components["schemas"]["Uuid"];
            /** DutyChangedData */
            data: {
                staff: components["schemas"]["Uuid"];
                alias: string;
                discipline: string | null;
                /** @enum {string} */
                state: "online" | "paused" | "off";
                connected: boolean;
                until: components["schemas"]["Time"] | null;
            } | null;
        };
        FlagChanged: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "flag.changed";
            id?: components["schemas"]["Uuid"];
            /** FlagChangedData */
            data: {
                operator: components["schemas"]["Uuid"];
            } | null;
        };
        LineChanged: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "line.changed";
            id?: components["schemas"]["Uuid"];
            /** LineChangedData */
            data: {
                open: boolean;
                opening: components["schemas"]["Opening"];
            } | null;
        };
        BriefingChanged: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "briefing.changed";
            id?: components["schemas"]["Uuid"];
            data: components["schemas"]["Briefing"] | null;
        };
        LineEvent: components["schemas"]["ConversationCoached"] | components["schemas"]["NoticesChanged"] | components["schemas"]["RefusalsChanged"] | components["schemas"]["PlansChanged"] | components["schemas"]["LineConversationDeleted"] | components["schemas"]["AppointmentsChanged"] | components["schemas"]["ConversationWaiting"] | components["schemas"]["ConversationAway"] | components["schemas"]["ConversationTaken"] | components["schemas"]["LineConversationExtended"] | components["schemas"]["ConversationAside"] | components["schemas"]["ConversationGone"] | components["schemas"]["RegistrationChanged"] | components["schemas"]["DutyChanged"] | components["schemas"]["FlagChanged"] | components["schemas"]["LineChanged"] | components["schemas"]["BriefingChanged"];
        NoteAdded: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["CaseStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "note.added";
            id?: components["schemas"]["Uuid"];
            /** NoteAddedData */
            data: {
                alias: string;
                /** @enum {string} */
                kind: "note" | "whisper";
                text: string;
            } | null;
        };
        HelpAsked: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["CaseStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "help.asked";
            id?: components["schemas"]["Uuid"];
            /** HelpAskedData */
            data: {
                message: number | null;
                question: string | null;
            } | null;
        };
        HelpAnswered: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["CaseStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "help.answered";
            id?: components["schemas"]["Uuid"];
            /** HelpAnsweredData */
            data: Record<string, never> | null;
        };
        CoachJoined: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["CaseStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "coach.joined";
            id?: components["schemas"]["Uuid"];
            /** CoachJoinedData */
            data: {
                staff: components["schemas"]["Uuid"];
                alias: string;
                reason: components["schemas"]["CoachReason"];
            } | null;
        };
        CoachLeft: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["CaseStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "coach.left";
            id?: components["schemas"]["Uuid"];
            /** CoachLeftData */
            data: {
                staff: components["schemas"]["Uuid"];
            } | null;
        };
        CaseDeleted: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["CaseStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.deleted";
            id?: components["schemas"]["Uuid"];
            /** CaseDeletedData */
            data: {
                /** @constant */
                by: "visitor";
            } | null;
        };
        StepWasSet: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["CaseStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "step.set";
            id?: components["schemas"]["Uuid"];
            /** StepWasSetData */
            data: {
                step: string;
                done: boolean;
                alias: string;
            } | null;
        };
        AlertRaised: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["CaseStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "alert.raised";
            id?: components["schemas"]["Uuid"];
            /** AlertRaisedData */
            data: {
                alert: components["schemas"]["Alert"];
            } | null;
        };
        EscalationRecorded: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["CaseStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "escalation.recorded";
            id?: components["schemas"]["Uuid"];
            data: components["schemas"]["Escalation"] | null;
        };
        CaseEvent: components["schemas"]["NoteAdded"] | components["schemas"]["HelpAsked"] | components["schemas"]["HelpAnswered"] | components["schemas"]["CoachJoined"] | components["schemas"]["CoachLeft"] | components["schemas"]["CaseDeleted"] | components["schemas"]["StepWasSet"] | components["schemas"]["AlertRaised"] | components["schemas"]["EscalationRecorded"];
        Event: components["schemas"]["ConversationEvent"] | components["schemas"]["LineEvent"] | components["schemas"]["CaseEvent"];
        Ack: {
            /** @constant */
            type: "ack";
            id: components["schemas"]["Uuid"];
            number?: components["schemas"]["Number"];
            /** AckData */
            data?: {
                /** @description Of queue.take. */
                conversation?: components["schemas"]["Uuid"];
                /** @description Of appointment.answer and plan.answer. */
                code?: string;
            };
        };
        ErrorFrame: {
            /** @constant */
            type: "error";
            id?: components["schemas"]["Uuid"];
            stream?: components["schemas"]["Stream"];
            code: components["schemas"]["Code"];
            /** @description For developers; pages word the code. */
            detail: string;
            fields?: components["schemas"]["FieldError"][];
        };
        Typing: {
            /** @constant */
            type: "signal";
            stream: components["schemas"]["ConversationStream"];
            /** @constant */
            signal: "typing";
            /** TypingData */
            data: {
                on: boolean;
                who: components["schemas"]["Who"];
            };
        };
        Seen: {
            /** @constant */
            type: "signal";
            stream: components["schemas"]["ConversationStream"];
            /** @constant */
            signal: "seen";
            /** SeenData */
            data: {
                number: components["schemas"]["Number"];
                who: components["schemas"]["Who"];
            };
        };
        Presence: {
            /** @constant */
            type: "signal";
            stream: components["schemas"]["ConversationStream"];
            /** @constant */
            signal: "presence";
            /** PresenceData */
            data: {
                who: components["schemas"]["Who"];
                connected: boolean;
                at: components["schemas"]["Time"];
            };
        };
        "$defs-Place": {
            /** @constant */
            type: "signal";
            stream: components["schemas"]["ConversationStream"];
            /** @constant */
            signal: "place";
            /** PlaceData */
            data: {
                place: number;
                wait: components["schemas"]["Wait"] | null;
            };
        };
        ConversationSignal: components["schemas"]["Typing"] | components["schemas"]["Seen"] | components["schemas"]["Presence"] | components["schemas"]["$defs-Place"];
        SubscriptionEnded: {
            /** @constant */
            type: "ended";
            stream: components["schemas"]["Stream"];
            code: components["schemas"]["Code"];
        };
        Pong: {
            /** @constant */
            type: "pong";
        };
        Bye: {
            /** @constant */
            type: "bye";
            code: components["schemas"]["Code"];
        };
        ServerFrame: components["schemas"]["Welcome"] | components["schemas"]["Snapshot"] | components["schemas"]["Event"] | components["schemas"]["Ack"] | components["schemas"]["ErrorFrame"] | components["schemas"]["ConversationSignal"] | components["schemas"]["SubscriptionEnded"] | components["schemas"]["Pong"] | components["schemas"]["Bye"];
        Subscribe: {
            /** @constant */
            type: "subscribe";
            stream: components["schemas"]["Stream"];
            after?: components["schemas"]["Number"];
        };
        Unsubscribe: {
            /** @constant */
            type: "unsubscribe";
            stream: components["schemas"]["Stream"];
        };
        WhisperPost: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "whisper.post";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** WhisperPostData */
            data: {
                conversation: components["schemas"]["Uuid"];
                text: string;
            };
        };
        NoteAdd: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "note.add";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** NoteAddData */
            data: {
                conversation: components["schemas"]["Uuid"];
                text: string;
            };
        };
        HelpAsk: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "help.ask";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** HelpAskData */
            data: {
                conversation: components["schemas"]["Uuid"];
                message?: components["schemas"]["Number"];
                question?: string;
            };
        };
        CoachJoin: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "coach.join";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** CoachJoinData */
            data: {
                conversation: components["schemas"]["Uuid"];
                reason: components["schemas"]["CoachReason"];
            };
        };
        CoachLeave: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "coach.leave";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** CoachLeaveData */
            data: {
                conversation: components["schemas"]["Uuid"];
            };
        };
        StepSet: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "step.set";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** StepSetData */
            data: {
                conversation: components["schemas"]["Uuid"];
                /** @description The code of a guide. */
                step: string;
                done: boolean;
            };
        };
        EscalationRecord: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "escalation.record";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** EscalationRecordData */
            data: {
                conversation: components["schemas"]["Uuid"];
                to: components["schemas"]["EscalatedTo"];
                consent: components["schemas"]["Consent"];
                why: string;
                second_person: string | null;
            };
        };
        AppointmentOffer: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "appointment.offer";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** AppointmentOfferData */
            data: {
                conversation: components["schemas"]["Uuid"];
                slot: components["schemas"]["Uuid"];
                note: string | null;
                partner?: components["schemas"]["Uuid"];
            };
        };
        AppointmentAnswer: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "appointment.answer";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** AppointmentAnswerData */
            data: {
                appointment: components["schemas"]["Uuid"];
                yes: boolean;
            };
        };
        AppointmentWithdraw: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "appointment.withdraw";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** AppointmentWithdrawData */
            data: {
                appointment: components["schemas"]["Uuid"];
            };
        };
        PlanOffer: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "plan.offer";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** PlanOfferData */
            data: {
                conversation: components["schemas"]["Uuid"];
                text: string;
                moments: string | null;
                same_worker: boolean;
            };
        };
        PlanAnswer: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "plan.answer";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** PlanAnswerData */
            data: {
                plan: components["schemas"]["Uuid"];
                yes: boolean;
            };
        };
        PlanWithdraw: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "plan.withdraw";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** PlanWithdrawData */
            data: {
                plan: components["schemas"]["Uuid"];
            };
        };
        MessagePost: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "message.post";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** MessagePostData */
            data: {
                conversation: components["schemas"]["Uuid"];
                text: string;
                reply_to?: components["schemas"]["Number"];
                card?: components["schemas"]["Uuid"];
            };
        };
        HandoverAsk: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "handover.ask";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** HandoverAskData */
            data: {
                conversation: components["schemas"]["Uuid"];
                partner: components["schemas"]["Uuid"];
                /** @description A code. */
                theme: string | null;
                summary: string | null;
            };
        };
        HandoverAnswer: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "handover.answer";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** HandoverAnswerData */
            data: {
                handover: components["schemas"]["Uuid"];
                yes: boolean;
                with_summary: boolean;
            };
        };
        HandoverWithdraw: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "handover.withdraw";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** HandoverWithdrawData */
            data: {
                handover: components["schemas"]["Uuid"];
            };
        };
        ConversationEnd: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "conversation.end";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** ConversationEndData */
            data: {
                conversation: components["schemas"]["Uuid"];
                closing?: components["schemas"]["Closing"];
            };
        };
        ConversationExtend: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "conversation.extend";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** ConversationExtendData */
            data: {
                conversation: components["schemas"]["Uuid"];
            };
        };
        MessageRedact: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "message.redact";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** MessageRedactData */
            data: {
                conversation: components["schemas"]["Uuid"];
                number: components["schemas"]["Number"];
                /** @description From 1 to 20. */
                ranges: components["schemas"]["Range"][];
            };
        };
        ConversationSetAside: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "conversation.set_aside";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** ConversationSetAsideData */
            data: {
                conversation: components["schemas"]["Uuid"];
            };
        };
        ConversationGiveBack: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "conversation.give_back";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** ConversationGiveBackData */
            data: {
                conversation: components["schemas"]["Uuid"];
            };
        };
        ConversationPass: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "conversation.pass";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** ConversationPassData */
            data: {
                conversation: components["schemas"]["Uuid"];
                to: components["schemas"]["Uuid"];
                reason: components["schemas"]["PassReason"];
                note: string;
            };
        };
        PassDecline: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "pass.decline";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** PassDeclineData */
            data: {
                conversation: components["schemas"]["Uuid"];
            };
        };
        ConversationWant: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "conversation.want";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** ConversationWantData */
            data: {
                conversation: components["schemas"]["Uuid"];
                wants: components["schemas"]["Wants"] | null;
            };
        };
        IntakeGive: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "intake.give";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** IntakeGiveData */
            data: {
                conversation: components["schemas"]["Uuid"];
                age?: number | null;
                gender?: components["schemas"]["Gender"] | null;
                question?: string | null;
                source?: string | null;
            };
        };
        QueueTake: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "queue.take";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** QueueTakeData */
            data: {
                line: components["schemas"]["Uuid"];
                conversation?: components["schemas"]["Uuid"];
                /** @enum {string} */
                reason?: "medical" | "urgent" | "mine";
            };
        };
        DutySet: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "duty.set";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** DutySetData */
            data: {
                line: components["schemas"]["Uuid"];
                /** @enum {string} */
                state: "online" | "paused" | "off";
                /** @description The end of one's block; left out, it stays as it is. */
                until?: components["schemas"]["Time"] | null;
            };
        };
        DutyAlive: {
            /** @constant */
            type: "command";
            /** @constant */
            command: "duty.alive";
            id: components["schemas"]["Uuid"];
            again?: boolean;
            after?: components["schemas"]["Number"];
            /** DutyAliveData */
            data: Record<string, never>;
        };
        Command: components["schemas"]["WhisperPost"] | components["schemas"]["NoteAdd"] | components["schemas"]["HelpAsk"] | components["schemas"]["CoachJoin"] | components["schemas"]["CoachLeave"] | components["schemas"]["StepSet"] | components["schemas"]["EscalationRecord"] | components["schemas"]["AppointmentOffer"] | components["schemas"]["AppointmentAnswer"] | components["schemas"]["AppointmentWithdraw"] | components["schemas"]["PlanOffer"] | components["schemas"]["PlanAnswer"] | components["schemas"]["PlanWithdraw"] | components["schemas"]["MessagePost"] | components["schemas"]["HandoverAsk"] | components["schemas"]["HandoverAnswer"] | components["schemas"]["HandoverWithdraw"] | components["schemas"]["ConversationEnd"] | components["schemas"]["ConversationExtend"] | components["schemas"]["MessageRedact"] | components["schemas"]["ConversationSetAside"] | components["schemas"]["ConversationGiveBack"] | components["schemas"]["ConversationPass"] | components["schemas"]["PassDecline"] | components["schemas"]["ConversationWant"] | components["schemas"]["IntakeGive"] | components["schemas"]["QueueTake"] | components["schemas"]["DutySet"] | components["schemas"]["DutyAlive"];
        TypingOut: {
            /** @constant */
            type: "signal";
            stream: components["schemas"]["ConversationStream"];
            /** @constant */
            signal: "typing";
            /** TypingOutData */
            data: {
                on: boolean;
            };
        };
        SeenOut: {
            /** @constant */
            type: "signal";
            stream: components["schemas"]["ConversationStream"];
            /** @constant */
            signal: "seen";
            /** SeenOutData */
            data: {
                number: components["schemas"]["Number"];
            };
        };
        Ping: {
            /** @constant */
            type: "ping";
        };
        ClientFrame: components["schemas"]["Hello"] | components["schemas"]["Subscribe"] | components["schemas"]["Unsubscribe"] | components["schemas"]["Command"] | components["schemas"]["TypingOut"] | components["schemas"]["SeenOut"] | components["schemas"]["Ping"];
    };
    responses: {
        /** @description Refused; nothing was changed. */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        Invitation: components["schemas"]["Uuid"];
        Partner: components["schemas"]["Uuid"];
        Slug: string;
        Term: components["schemas"]["Uuid"];
        Phrase: components["schemas"]["Uuid"];
        Guide: components["schemas"]["Uuid"];
        /** @description 2021-2022 */
        SchoolYear: string;
        ReportChapter: components["schemas"]["ReportChapterCode"];
        Paper: string;
        Language: "nl" | "en";
        Display: components["schemas"]["Uuid"];
        Notice: components["schemas"]["Uuid"];
        Place: components["schemas"]["Uuid"];
        Regime: components["schemas"]["Uuid"];
        Exception: components["schemas"]["Uuid"];
        Override: components["schemas"]["Uuid"];
        Conversation: components["schemas"]["Uuid"];
        Staff: components["schemas"]["Uuid"];
        Flag: components["schemas"]["Uuid"];
        Refusal: components["schemas"]["Uuid"];
        FromDay: string;
        ToDay: string;
        Month: string;
        Seal: components["schemas"]["Uuid"];
        LogWhat: string;
        LogBefore: number;
        Rating: components["schemas"]["Uuid"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_lines: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lines"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_line: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Line"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    start_visit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitRequest"];
            };
        };
        responses: {
            /** @description This token had started already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Started"];
                };
            };
            /** @description Started. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Started"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_visit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The visit. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    make_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    make_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnCode"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    delete_visit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitDeletion"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deleted"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    delete_by_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeletionRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deleted"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_retention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retention"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    change_retention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionChange"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    foresee_retention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Foreseen"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    return: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Returned"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    try_plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    bring_plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    try_appointment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    move_appointment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    cancel_appointment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    open_appointment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondTalkRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Returned"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Returned"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    exit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    rate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatingRequest"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    list_terms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Terms"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    add_term: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTerm"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Term"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_all_terms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Terms"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    change_term: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                term: components["parameters"]["Term"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTerm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Term"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_phrases: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Phrases"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    add_phrase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPhrase"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Phrase"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    change_phrase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                phrase: components["parameters"]["Phrase"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPhrase"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Phrase"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    drop_phrase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                phrase: components["parameters"]["Phrase"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    list_guides: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guides"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    add_guide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGuide"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guide"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    add_shipped_guides: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guides"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    change_guide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                guide: components["parameters"]["Guide"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGuide"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Guide"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    drop_guide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                guide: components["parameters"]["Guide"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    list_papers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Papers"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_paper: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                paper: components["parameters"]["Paper"];
                language: components["parameters"]["Language"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Paper"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    publish_paper: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                paper: components["parameters"]["Paper"];
                language: components["parameters"]["Language"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaperPublication"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperVersion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    preview_paper: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                paper: components["parameters"]["Paper"];
                language: components["parameters"]["Language"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaperText"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperPreview"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_paper_inside: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                paper: components["parameters"]["Paper"];
                language: components["parameters"]["Language"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Paper"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_paper_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                paper: components["parameters"]["Paper"];
                language: components["parameters"]["Language"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperVersions"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_paper_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                paper: components["parameters"]["Paper"];
                language: components["parameters"]["Language"];
                /** @description "2" of the line, or "shipped-2". */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperText"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_displays: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Displays"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    make_display: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDisplay"];
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisplayMade"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    revoke_display: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                display: components["parameters"]["Display"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    show_board: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BoardRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_backups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backups"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_backups_to_line: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backups"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Keys"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_keys_to_line: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Keys"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_notices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notices"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    see_notice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                notice: components["parameters"]["Notice"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    list_places: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Places"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    add_place: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlace"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Place"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    change_place: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                place: components["parameters"]["Place"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlace"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Place"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    drop_place: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                place: components["parameters"]["Place"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    list_partners: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partners"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    add_partner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPartner"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    change_partner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                partner: components["parameters"]["Partner"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPartner"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    drop_partner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                partner: components["parameters"]["Partner"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    count_handovers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                from: string;
                to: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoverCounts"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_handovers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handovers"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_slots: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Slots"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    set_second_talks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondTalks"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Slots"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    open_slots: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSlots"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Slots"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_slots_elsewhere: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotsElsewhere"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    drop_slot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                slot: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    list_appointments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointments"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_plans: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plans"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    change_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                plan: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    end_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                plan: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    show_agreed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreed"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_pass: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassNote"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_registration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    save_registration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegistrationRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    open_line: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Line"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_settings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    change_settings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Settings"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_hours: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hours"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    set_hours: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoursSettings"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hours"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    add_regime: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRegime"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Regime"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    change_regime: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                regime: components["parameters"]["Regime"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRegime"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Regime"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    drop_regime: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                regime: components["parameters"]["Regime"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    add_exception: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewException"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exception"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    drop_exception: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                exception: components["parameters"]["Exception"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    add_override: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOverride"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Override"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    drop_override: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                override: components["parameters"]["Override"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    show_calendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                from: string;
                to: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_staff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    add_staff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStaff"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffAdded"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    change_staff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                staff: components["parameters"]["Staff"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffMember"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                staff: components["parameters"]["Staff"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPassword"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_ratings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ratings"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    read_rating: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                rating: components["parameters"]["Rating"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    show_annual_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                /** @description 2021-2022 */
                year: components["parameters"]["SchoolYear"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnualReport"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    annual_report_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                /** @description 2021-2022 */
                year: components["parameters"]["SchoolYear"];
                file: "annual.html" | "annual.xlsx" | "annual.docx" | "annual.odt" | "annual.json";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_report_texts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                /** @description 2021-2022 */
                year: components["parameters"]["SchoolYear"];
                chapter: components["parameters"]["ReportChapter"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportTextVersions"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    write_report_text: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                /** @description 2021-2022 */
                year: components["parameters"]["SchoolYear"];
                chapter: components["parameters"]["ReportChapter"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportTextRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportText"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_report_quotes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                /** @description 2021-2022 */
                year: components["parameters"]["SchoolYear"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportQuotes"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    quote_in_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                /** @description 2021-2022 */
                year: components["parameters"]["SchoolYear"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportQuoteRequest"];
            };
        };
        responses: {
            /** @description It stands there already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportQuote"];
                };
            };
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportQuote"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    remove_report_quote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                /** @description 2021-2022 */
                year: components["parameters"]["SchoolYear"];
                quote: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    list_questions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Marks"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_mark: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkShown"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    mark_fake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mark"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    withdraw_mark: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mark"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    answer_mark: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkAnswer"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mark"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_ended_talks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                from: components["parameters"]["FromDay"];
                to: components["parameters"]["ToDay"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedTalks"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_readings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                month: components["parameters"]["Month"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readings"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_seals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seals"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    read_talk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadingRequest"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transcript"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ask_seal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SealRequest"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seal"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    answer_seal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                seal: components["parameters"]["Seal"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SealAnswer"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seal"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_house_staff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HouseStaff"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    add_house_staff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHousePerson"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffAdded"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    change_house_staff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                staff: components["parameters"]["Staff"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HousePersonChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HousePerson"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    reset_house_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                staff: components["parameters"]["Staff"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPassword"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_house_seals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seals"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_log_head: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogHead"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    read_log: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                from: components["parameters"]["FromDay"];
                to: components["parameters"]["ToDay"];
                what: components["parameters"]["LogWhat"];
                before: components["parameters"]["LogBefore"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_flags: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flags"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    read_flagged_talk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                flag: components["parameters"]["Flag"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TalkRead"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    decide_flag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                flag: components["parameters"]["Flag"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlagDecision"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flag"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_frequent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Frequent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    put_frequent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Threshold"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Frequent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    read_frequent_talk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                conversation: components["parameters"]["Conversation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TalkRead"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_refusals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusals"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    add_refusal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefusalRequest"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalMade"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    undo_refusal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                refusal: components["parameters"]["Refusal"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    show_briefing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Briefing"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    write_briefing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Briefing"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Briefing"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    list_briefings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Briefings"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    overview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    figures: {
        parameters: {
            query: {
                /** @description Names of docs/measures.md, with commas between. */
                tables: string;
                from: string;
                /** @description The last day. */
                until: string;
                who?: "pupil" | "parent" | "teacher" | "other" | "unknown";
                /** @description Codes; talks with any of them. */
                theme?: string[];
                centre?: components["schemas"]["Uuid"];
                /** @description Of a talk. Without it, the one that was in force on its day. */
                definition?: 1 | 2;
                /** @description How many school years to look back: 0 to 200, 10 without it, or all. */
                years?: string;
                language?: "nl" | "en";
            };
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Figures"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    extract_rows: {
        parameters: {
            query: {
                /** @description The month of this day is the first. */
                from: string;
                /** @description The month of this day is the last. */
                until: string;
                who?: "pupil" | "parent" | "teacher" | "other" | "unknown";
                /** @description Codes; talks with any of them. */
                theme?: string[];
                centre?: components["schemas"]["Uuid"];
                /** @description csv without it. */
                format?: "csv" | "xlsx" | "jsonl";
                /** @description Of the workbook and of the definitions. */
                language?: "nl" | "en";
                /** @description Of CSV: a byte order mark, for Excel. */
                bom?: "yes" | "no";
                /** @description Of CSV. */
                separator?: "comma" | "semicolon";
            };
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. docs/extract.md tells its columns. */
            200: {
                headers: {
                    /** @description JSON: the line, the period, the filter, the number of rows, the definitions, the time of computing. */
                    "Onthaal-Extract"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_crosswalk: {
        parameters: {
            query?: {
                /** @description The newest, without it. */
                version?: number;
            };
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Crosswalk"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    change_crosswalk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CrosswalkChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Crosswalk"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    crosswalk_figures: {
        parameters: {
            query: {
                from: string;
                /** @description The last day. */
                until: string;
                /** @description json without it. */
                format?: "json" | "csv" | "xlsx";
                language?: "nl" | "en";
            };
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrosswalkFigures"];
                    "application/octet-stream": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    part_with_staff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                staff: components["parameters"]["Staff"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    list_invitations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitations"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description Invited. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationMade"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    revoke_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                invitation: components["parameters"]["Invitation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    renew_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                invitation: components["parameters"]["Invitation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationMade"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    open_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkToken"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenInvitation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    accept_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInvitation"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    show_forgotten: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailOrNot"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    forget_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgottenPassword"];
            };
        };
        responses: {
            /** @description Heard. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    choose_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChosenPassword"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordChosen"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_own_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnEmail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    change_own_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnEmail"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    show_sign_on: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignOn"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    start_sign_on: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignOnStart"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignOnAddress"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    finish_sign_on: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignOnBack"];
            };
        };
        responses: {
            /** @description Logged in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The log-in at the provider is no second factor here: what is still to be shown. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondStep"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_sign_on_end: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignOnEnd"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    log_in_with_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketAndCode"];
            };
        };
        responses: {
            /** @description Logged in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    challenge_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaybeTicket"];
            };
        };
        responses: {
            /** @description The challenge. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyToShow"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    log_in_with_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShownPasskey"];
            };
        };
        responses: {
            /** @description Logged in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    prove_oneself: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnProof"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    change_own_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnPassword"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sessions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenSessions"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    end_other_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    show_factors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The factors. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Factors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    confirm_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstCode"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorMade"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    begin_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaybeTicket"];
            };
        };
        responses: {
            /** @description The secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewTotp"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    drop_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    challenge_new_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaybeTicket"];
            };
        };
        responses: {
            /** @description The challenge. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyToMake"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    add_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasskey"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorMade"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    drop_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    make_recovery_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The codes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorMade"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    show_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LineSecondFactor"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ask_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskSecondFactor"];
            };
        };
        responses: {
            /** @description So it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LineSecondFactor"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    take_factors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: components["parameters"]["Slug"];
                staff: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    take_factors_in_house: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                staff: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    show_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    log_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description Logged in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The password is right; a second factor is asked. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondStep"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    log_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Logged out. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    open_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Hello"];
            };
        };
        responses: {
            /** @description Opened. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveSession"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    wait_for_frames: {
        parameters: {
            query?: never;
            header: {
                "Onthaal-Session": string;
                "Onthaal-After": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Frames */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FramesOut"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    send_frames: {
        parameters: {
            query?: never;
            header: {
                "Onthaal-Session": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FramesIn"];
            };
        };
        responses: {
            /** @description Taken. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
}
