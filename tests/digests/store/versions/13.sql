CREATE VIRTUAL TABLE item_search USING fts5 (
            title, summary, text, facets, parts,
            content='', contentless_delete=1, tokenize="ascii tokenchars '%'", prefix='1'
        );
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (1, 'trilateral', 'feeds', '2026-11-28 06:29:18.798795+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (2, 'trilateral', 'items', '2026-11-28 06:29:18.801657+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (3, 'trilateral', 'search', '2026-11-28 06:29:18.806379+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (4, 'trilateral', 'subscribers', '2026-11-28 06:29:18.823381+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (5, 'trilateral', 'outbox', '2026-11-28 06:29:18.831033+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (6, 'trilateral', 'notes', '2026-11-28 06:29:18.832651+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (7, 'trilateral', 'heard', '2026-11-28 06:29:18.836988+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (8, 'trilateral', 'parts', '2026-11-28 06:29:18.865230+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (9, 'trilateral', 'publishers', '2026-11-28 06:29:18.874139+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (10, 'trilateral', 'caught_up', '2026-11-28 06:29:18.891031+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (11, 'trilateral', 'values', '2026-11-28 06:29:18.906162+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (12, 'trilateral', 'set_aside', '2026-11-28 06:29:18.929376+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (13, 'trilateral', 'revisions', '2026-11-28 06:29:18.946387+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (14, 'trilateral', 'kept_updates', '2026-11-28 06:29:18.980780+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (15, 'trilateral', 'submissions', '2026-11-28 06:29:19.005166+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (16, 'trilateral', 'one_reader', '2026-11-28 06:29:19.030262+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (17, 'trilateral', 'habits', '2026-11-28 06:29:19.056815+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (18, 'trilateral', 'asked', '2026-11-28 06:29:19.080390+00:00');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TABLE feeds (
            url TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            country TEXT NOT NULL,
            language TEXT,
            interval INTEGER,
            full_text INTEGER NOT NULL DEFAULT 0,
            enabled INTEGER NOT NULL DEFAULT 1,
            switched INTEGER,
            origin TEXT NOT NULL DEFAULT 'catalogue',
            state TEXT NOT NULL DEFAULT '{}',
            next_poll INTEGER NOT NULL DEFAULT 0
        );
INSERT INTO "feeds" (url, name, country, language, interval, full_text, enabled, switched, origin, state, next_poll) VALUES ('https://news.example/rss', 'News', 'JP', NULL, NULL, 0, 1, NULL, 'operator', '{"etag": "\"1\"", "skip_days": [7]}', 0);
CREATE INDEX feeds_next_poll ON feeds (next_poll);
CREATE TABLE feed_results (
            url TEXT NOT NULL,
            at INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            detail TEXT NOT NULL DEFAULT '',
            entries INTEGER NOT NULL DEFAULT 0,
            added INTEGER NOT NULL DEFAULT 0,
            milliseconds INTEGER NOT NULL DEFAULT 0
        );
CREATE INDEX feed_results_url ON feed_results (url, at);
CREATE TABLE stories (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            lead_id INTEGER NOT NULL,
            grade TEXT NOT NULL,
            countries TEXT NOT NULL,
            sectors TEXT NOT NULL,
            mechanisms TEXT NOT NULL,
            follows INTEGER,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            changed INTEGER NOT NULL
        );
INSERT INTO "stories" (id, lead_id, grade, countries, sectors, mechanisms, follows, first_seen, last_seen, changed) VALUES (1, 1, 'trilateral', '["CN","JP","KR"]', '["trade"]', '[]', NULL, 1789999100, 1789999100, 1789999400);
CREATE INDEX stories_last_seen ON stories (last_seen);
CREATE TABLE story_aliases (
            old_id INTEGER PRIMARY KEY,
            story_id INTEGER NOT NULL
        );
CREATE TABLE story_pins (
            item_id INTEGER PRIMARY KEY,
            story_id INTEGER NOT NULL
        );
CREATE INDEX stories_changed ON stories (changed);
CREATE INDEX stories_countries ON stories (countries, last_seen);
CREATE INDEX stories_follows ON stories (follows) WHERE follows IS NOT NULL;
CREATE TABLE items (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            source TEXT NOT NULL,
            feed TEXT NOT NULL,
            publisher TEXT NOT NULL,
            country TEXT NOT NULL,
            url TEXT,
            guid TEXT,
            title TEXT NOT NULL,
            lead TEXT NOT NULL,
            text TEXT NOT NULL,
            author TEXT,
            published INTEGER NOT NULL,
            published_given INTEGER,
            published_raw TEXT,
            declared_language TEXT,
            first_seen INTEGER NOT NULL,
            pushable INTEGER NOT NULL DEFAULT 1,
            language TEXT NOT NULL,
            grade TEXT NOT NULL,
            countries TEXT NOT NULL,
            sectors TEXT NOT NULL,
            mechanisms TEXT NOT NULL,
            summary TEXT NOT NULL,
            why_grade TEXT NOT NULL DEFAULT '[]',
            vector BLOB NOT NULL,
            story_id INTEGER REFERENCES stories (id)
        , corrected INTEGER);
INSERT INTO "items" (id, source, feed, publisher, country, url, guid, title, lead, text, author, published, published_given, published_raw, declared_language, first_seen, pushable, language, grade, countries, sectors, mechanisms, summary, why_grade, vector, story_id, corrected) VALUES (1, 'feed', 'https://news.example/rss', 'News', 'JP', 'https://news.example/1', '1', 'Three countries agree on ports', '', '', NULL, 1789999100, NULL, NULL, NULL, 1789999100, 1, 'en', 'trilateral', '["CN","JP","KR"]', '[["trade", 1.0, [["ports", "title", 25, 30]]]]', '[]', '[["Three countries agree on ports", "title", 0, 30]]', '[]', X'', 1, NULL);
CREATE INDEX items_published ON items (published);
CREATE INDEX items_story ON items (story_id);
CREATE INDEX items_first_seen ON items (first_seen);
CREATE TABLE item_sources (
            item_id INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
            publisher TEXT NOT NULL,
            country TEXT NOT NULL,
            url TEXT,
            feed TEXT NOT NULL,
            published INTEGER NOT NULL,
            title TEXT NOT NULL,
            seen INTEGER NOT NULL
        );
INSERT INTO "item_sources" (item_id, publisher, country, url, feed, published, title, seen) VALUES (1, 'News', 'JP', 'https://news.example/1', 'https://news.example/rss', 1789999100, 'Three countries agree on ports', 1789999100);
CREATE INDEX item_sources_item ON item_sources (item_id);
CREATE TABLE fingerprints (
            key TEXT PRIMARY KEY,
            item_id INTEGER NOT NULL,
            seen INTEGER NOT NULL
        , wording INTEGER NOT NULL DEFAULT 0);
INSERT INTO "fingerprints" (key, item_id, seen, wording) VALUES ('a', 1, 1789999100, 0);
CREATE TABLE subscribers (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL,
            thread_id INTEGER NOT NULL DEFAULT 0,
            kind TEXT NOT NULL,
            title TEXT NOT NULL DEFAULT '',
            preferences TEXT NOT NULL,
            schedule TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'active',
            state_reason TEXT NOT NULL DEFAULT '',
            paused_until INTEGER,
            next_due INTEGER,
            created INTEGER NOT NULL,
            active INTEGER NOT NULL,
            settings_version INTEGER NOT NULL DEFAULT 0,
            UNIQUE (chat_id, thread_id)
        );
INSERT INTO "subscribers" (id, chat_id, thread_id, kind, title, preferences, schedule, state, state_reason, paused_until, next_due, created, active, settings_version) VALUES (1, 101, 0, 'private', '', '{"language": "ja", "reads": [], "sectors": [], "countries": ["CN", "JP", "KR"], "grade": "bilateral", "length": "normal", "format": "rich", "pictures": "light", "empty": "line", "alerts": false}', '{"zone":"Asia/Tokyo","minutes":[1392],"weekdays":127,"quiet":null,"weekly":null}', 'active', '', NULL, 1790000000, 1, 1, 0);
INSERT INTO "subscribers" (id, chat_id, thread_id, kind, title, preferences, schedule, state, state_reason, paused_until, next_due, created, active, settings_version) VALUES (2, 102, 0, 'private', '', '{"language": "ja", "reads": [], "sectors": [], "countries": ["CN", "JP", "KR"], "grade": "bilateral", "length": "normal", "format": "rich", "pictures": "off", "empty": "line", "alerts": false}', '{"zone":"Asia/Tokyo","minutes":[1392],"weekdays":127,"quiet":null,"weekly":null}', 'active', '', NULL, 1790000000, 1, 1, 0);
CREATE INDEX subscribers_due ON subscribers (next_due) WHERE state = 'active';
CREATE INDEX subscribers_paused ON subscribers (paused_until) WHERE state = 'paused';
CREATE TABLE follows (
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            mode TEXT NOT NULL DEFAULT 'follow',
            created INTEGER NOT NULL,
            PRIMARY KEY (subscriber_id, kind, value)
        );
INSERT INTO "follows" (subscriber_id, kind, value, mode, created) VALUES (1, 'sector', 'trade', 'follow', 1);
CREATE INDEX follows_value ON follows (kind, value);
CREATE TABLE seen (
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            story_id INTEGER NOT NULL,
            reports INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (subscriber_id, story_id)
        );
CREATE TABLE votes (
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            story_id INTEGER NOT NULL,
            vote INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (subscriber_id, story_id)
        );
INSERT INTO "votes" (subscriber_id, story_id, vote, at) VALUES (1, 1, 1, 1790000000);
CREATE TABLE feedback (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            subscriber_id INTEGER,
            text TEXT NOT NULL,
            at INTEGER NOT NULL
        , user_id INTEGER NOT NULL DEFAULT 0);
CREATE TABLE editions (
            key TEXT PRIMARY KEY,
            subscriber_id INTEGER NOT NULL,
            date TEXT NOT NULL,
            slot TEXT NOT NULL,
            stories TEXT NOT NULL DEFAULT '[]',
            created INTEGER NOT NULL
        );
CREATE TABLE bodies (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            body TEXT NOT NULL,
            created INTEGER NOT NULL
        );
INSERT INTO "bodies" (id, body, created) VALUES (1, '{"part": {"text": "waited", "mode": "html", "fallback": [], "buttons": [], "preview": null, "photo": null}}', 1790000000);
CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            edition TEXT,
            part INTEGER NOT NULL DEFAULT 0,
            subscriber_id INTEGER,
            chat_id INTEGER NOT NULL,
            thread_id INTEGER NOT NULL DEFAULT 0,
            lane INTEGER NOT NULL,
            body_id INTEGER NOT NULL REFERENCES bodies (id),
            form INTEGER NOT NULL DEFAULT 0,
            step INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL DEFAULT 'pending',
            reason TEXT NOT NULL DEFAULT '',
            attempts INTEGER NOT NULL DEFAULT 0,
            unknowns INTEGER NOT NULL DEFAULT 0,
            not_before INTEGER NOT NULL DEFAULT 0,
            lease INTEGER,
            message_id INTEGER,
            broadcast_id INTEGER,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            UNIQUE (edition, part)
        );
INSERT INTO "outbox" (id, edition, part, subscriber_id, chat_id, thread_id, lane, body_id, form, step, state, reason, attempts, unknowns, not_before, lease, message_id, broadcast_id, created, updated) VALUES (1, NULL, 0, NULL, 101, 0, 0, 1, 0, 0, 'pending', '', 0, 0, 0, NULL, NULL, NULL, 1790000000, 1790000000);
CREATE INDEX outbox_ready ON outbox (lane, id) WHERE state = 'pending';
CREATE INDEX outbox_open ON outbox (chat_id) WHERE state IN ('pending', 'sending', 'held');
CREATE INDEX outbox_sending ON outbox (lease) WHERE state = 'sending';
CREATE INDEX outbox_broadcast ON outbox (broadcast_id, state) WHERE broadcast_id IS NOT NULL;
CREATE INDEX editions_subscriber ON editions (subscriber_id, created);
CREATE TABLE broadcasts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            admin_id INTEGER NOT NULL,
            chat_id INTEGER NOT NULL,
            audience TEXT NOT NULL DEFAULT '{}',
            state TEXT NOT NULL DEFAULT 'draft',
            scheduled INTEGER,
            filled INTEGER NOT NULL DEFAULT 0,
            body_id INTEGER NOT NULL REFERENCES bodies (id),
            progress_message INTEGER,
            progress_text TEXT NOT NULL DEFAULT '',
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL
        );
INSERT INTO "broadcasts" (id, admin_id, chat_id, audience, state, scheduled, filled, body_id, progress_message, progress_text, created, updated) VALUES (1, 7, 7, '{}', 'scheduled', 1790000000, 0, 1, NULL, '', 1790000000, 1790000000);
CREATE TABLE updates (
            update_id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL
        );
CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT NOT NULL);
INSERT INTO "notes" (name, text) VALUES ('alerts.looked', '1789999940');
CREATE INDEX item_sources_heard ON item_sources (country, published);
CREATE INDEX item_sources_publisher ON item_sources (publisher, country, feed, published);
CREATE TABLE set_aside (kind TEXT, key TEXT, reason TEXT NOT NULL, PRIMARY KEY (kind, key));
CREATE INDEX items_corrected ON items (corrected) WHERE corrected IS NOT NULL;
CREATE TABLE item_versions (
            item_id INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
            until INTEGER NOT NULL,
            title TEXT NOT NULL,
            lead TEXT NOT NULL,
            text TEXT NOT NULL,
            url TEXT,
            published_given INTEGER,
            summary TEXT NOT NULL,
            changes TEXT NOT NULL DEFAULT '[]'
        );
CREATE INDEX item_versions_item ON item_versions (item_id, until);
CREATE TABLE kept_updates (update_id INTEGER PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL);
CREATE TABLE submissions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL,
            thread_id INTEGER NOT NULL DEFAULT 0,
            message_id INTEGER NOT NULL,
            name TEXT NOT NULL,
            mark TEXT NOT NULL,
            outcome TEXT NOT NULL DEFAULT '',
            problem TEXT NOT NULL DEFAULT '',
            advice TEXT NOT NULL DEFAULT '',
            items TEXT NOT NULL DEFAULT '[]',
            entries INTEGER NOT NULL DEFAULT 0,
            added INTEGER NOT NULL DEFAULT 0,
            created INTEGER NOT NULL,
            ended INTEGER NOT NULL,
            UNIQUE (chat_id, message_id)
        );
CREATE INDEX submissions_mark ON submissions (mark) WHERE outcome = '';
CREATE INDEX feedback_user ON feedback (user_id, at)
        ;
CREATE TABLE feed_habits (feed TEXT PRIMARY KEY, articles INTEGER NOT NULL, lines TEXT NOT NULL);
CREATE TABLE asked (
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            text TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (subscriber_id, key)
        );
CREATE INDEX asked_at ON asked (at);
