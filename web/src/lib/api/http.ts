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
        Code: "malformed" | "invalid" | "unauthenticated" | "bad_origin" | "not_found" | "method_not_allowed" | "conflict" | "closed" | "too_large" | "too_many" | "busy" | "timeout" | "unsupported_version" | "too_slow" | "restart" | "internal";
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
        Line: {
            line: components["schemas"]["Uuid"];
            slug: string;
            name: string;
            open: boolean;
        };
        VisitRequest: {
            token: components["schemas"]["Token"];
            nickname: string;
            register: components["schemas"]["Register"];
        };
        Started: {
            conversation: components["schemas"]["Uuid"];
        };
        Visit: {
            conversation: components["schemas"]["Uuid"];
            line: components["schemas"]["LineName"];
            state: components["schemas"]["State"];
            register: components["schemas"]["Register"];
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
                roles: ("operator" | "coordinator")[];
            }[];
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
            /** @description The close code */
            closed?: number;
        };
        FieldError: {
            field: string;
            problem: string;
        };
        Token: string;
        /** @enum {string} */
        Register: "nl" | "nl-u" | "en";
        /** @enum {string} */
        State: "waiting" | "active" | "ended" | "left" | "refused";
        Stream: string;
        Number: number;
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
        Time: string;
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
        Who: "visitor" | "operator";
        Message: {
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            from: components["schemas"]["Who"];
            alias: string | null;
            id: components["schemas"]["Uuid"];
            /** @description Null when the words were destroyed. */
            text: string | null;
        };
        ConversationState: {
            conversation: components["schemas"]["Uuid"];
            /** LineName */
            line: {
                slug: string;
                name: string;
            };
            state: components["schemas"]["State"];
            /** @description Null when the words were destroyed. */
            nickname: string | null;
            register: components["schemas"]["Register"];
            me: components["schemas"]["Who"];
            /** @description The operator's alias. */
            operator: string | null;
            requested_at: components["schemas"]["Time"];
            accepted_at: components["schemas"]["Time"] | null;
            ended_at: components["schemas"]["Time"] | null;
            ended_by: components["schemas"]["Who"] | null;
            place: number | null;
            messages: components["schemas"]["Message"][];
        };
        ConversationSnapshot: {
            /** @constant */
            type: "snapshot";
            stream: components["schemas"]["ConversationStream"];
            number: components["schemas"]["Number"];
            state: components["schemas"]["ConversationState"];
        };
        LineStream: string;
        QueueEntry: {
            conversation: components["schemas"]["Uuid"];
            /** @description Null when the words were destroyed. */
            nickname: string | null;
            since: components["schemas"]["Time"];
        };
        LineState: {
            line: components["schemas"]["Uuid"];
            slug: string;
            name: string;
            waiting: components["schemas"]["QueueEntry"][];
            mine: components["schemas"]["QueueEntry"][];
        };
        LineSnapshot: {
            /** @constant */
            type: "snapshot";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            state: components["schemas"]["LineState"];
        };
        Snapshot: components["schemas"]["ConversationSnapshot"] | components["schemas"]["LineSnapshot"];
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
            } | null;
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
                by: components["schemas"]["Who"];
                /** @enum {string} */
                state: "ended" | "left";
            } | null;
        };
        ConversationEvent: components["schemas"]["ConversationRequested"] | components["schemas"]["ConversationAccepted"] | components["schemas"]["MessagePosted"] | components["schemas"]["ConversationEnded"];
        ConversationWaiting: {
            /** @constant */
            type: "event";
            stream: components["schemas"]["LineStream"];
            number: components["schemas"]["Number"];
            at: components["schemas"]["Time"];
            /** @constant */
            event: "conversation.waiting";
            id?: components["schemas"]["Uuid"];
            data: components["schemas"]["QueueEntry"] | null;
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
            } | null;
        };
        LineEvent: components["schemas"]["ConversationWaiting"] | components["schemas"]["ConversationTaken"] | components["schemas"]["ConversationGone"];
        Event: components["schemas"]["ConversationEvent"] | components["schemas"]["LineEvent"];
        Ack: {
            /** @constant */
            type: "ack";
            id: components["schemas"]["Uuid"];
            number?: components["schemas"]["Number"];
            /** AckData */
            data?: {
                /** @description Of queue.take. */
                conversation?: components["schemas"]["Uuid"];
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
        Place: {
            /** @constant */
            type: "signal";
            stream: components["schemas"]["ConversationStream"];
            /** @constant */
            signal: "place";
            /** PlaceData */
            data: {
                place: number;
            };
        };
        ConversationSignal: components["schemas"]["Typing"] | components["schemas"]["Presence"] | components["schemas"]["Place"];
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
            };
        };
        Command: components["schemas"]["MessagePost"] | components["schemas"]["ConversationEnd"] | components["schemas"]["QueueTake"];
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
        Ping: {
            /** @constant */
            type: "ping";
        };
        ClientFrame: components["schemas"]["Hello"] | components["schemas"]["Subscribe"] | components["schemas"]["Unsubscribe"] | components["schemas"]["Command"] | components["schemas"]["TypingOut"] | components["schemas"]["Ping"];
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
        Slug: string;
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
