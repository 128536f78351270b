CREATE VIRTUAL TABLE item_search USING fts5 (title, summary, text, content='', contentless_delete=1);
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (1, 'trilateral', 'feeds', '2026-11-28 05:33:22.285449+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (2, 'trilateral', 'items', '2026-11-28 05:33:22.305995+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (3, 'trilateral', 'search', '2026-11-28 05:33:22.325040+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (4, 'trilateral', 'subscribers', '2026-11-28 05:33:22.344554+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (5, 'trilateral', 'outbox', '2026-11-28 05:33:22.369410+00:00');
INSERT INTO "_sqlite_migrations" (id, migration_set, name, applied_at) VALUES (6, 'trilateral', 'notes', '2026-11-28 05:33:22.381127+00:00');
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
INSERT INTO "feeds" (url, name, country, language, interval, full_text, enabled, switched, origin, state, next_poll) VALUES ('https://news.example/rss', 'News', 'JP', NULL, NULL, 0, 1, NULL, 'operator', '{"etag": "\"1\"", "skip_days": ["Sunday"]}', 0);
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
        );
INSERT INTO "items" (id, source, feed, publisher, country, url, guid, title, lead, text, author, published, published_given, published_raw, declared_language, first_seen, pushable, language, grade, countries, sectors, mechanisms, summary, why_grade, vector, story_id) VALUES (1, 'feed', 'https://news.example/rss', 'News', 'JP', 'https://news.example/1', '1', 'Three countries agree on ports', '', '', NULL, 1789999100, NULL, NULL, NULL, 1789999100, 1, 'en', 'trilateral', '["CN","JP","KR"]', '[["trade", 1.0, [["ports", "title", 25, 30]]]]', '[]', '[["Three countries agree on ports", "title", 0, 30]]', '[]', X'', 1);
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
        );
INSERT INTO "fingerprints" (key, item_id, seen) VALUES ('a', 1, 1789999100);
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
INSERT INTO "subscribers" (id, chat_id, thread_id, kind, title, preferences, schedule, state, state_reason, paused_until, next_due, created, active, settings_version) VALUES (1, 101, 0, 'private', '', '{"language": "ja", "reads": [], "sectors": [], "countries": ["CN", "JP", "KR"], "grade": "bilateral", "length": "normal", "format": "rich", "pictures": true, "empty": "line"}', '{"zone":"Asia/Tokyo","minutes":[1392],"weekdays":127,"quiet":null,"weekly":null}', 'active', '', NULL, 1790000000, 1, 1, 0);
INSERT INTO "subscribers" (id, chat_id, thread_id, kind, title, preferences, schedule, state, state_reason, paused_until, next_due, created, active, settings_version) VALUES (2, 102, 0, 'private', '', '{"language": "ja", "reads": [], "sectors": [], "countries": ["CN", "JP", "KR"], "grade": "bilateral", "length": "normal", "format": "rich", "pictures": false, "empty": "line"}', '{"zone":"Asia/Tokyo","minutes":[1392],"weekdays":127,"quiet":null,"weekly":null}', 'active', '', NULL, 1790000000, 1, 1, 0);
CREATE INDEX subscribers_due ON subscribers (next_due) WHERE state = 'active';
CREATE TABLE follows (
            subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            mode TEXT NOT NULL DEFAULT 'follow',
            created INTEGER NOT NULL,
            PRIMARY KEY (subscriber_id, kind, value)
        );
INSERT INTO "follows" (subscriber_id, kind, value, mode, created) VALUES (1, 'sector', 'trade', 'follow', 1);
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
        );
CREATE TABLE editions (
            key TEXT PRIMARY KEY,
            subscriber_id INTEGER NOT NULL,
            date TEXT NOT NULL,
            slot TEXT NOT NULL,
            stories TEXT NOT NULL DEFAULT '[]',
            created INTEGER NOT NULL
        );
CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            edition TEXT,
            part INTEGER NOT NULL DEFAULT 0,
            subscriber_id INTEGER,
            chat_id INTEGER NOT NULL,
            thread_id INTEGER NOT NULL DEFAULT 0,
            lane INTEGER NOT NULL,
            payload TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'pending',
            reason TEXT NOT NULL DEFAULT '',
            attempts INTEGER NOT NULL DEFAULT 0,
            not_before INTEGER NOT NULL DEFAULT 0,
            lease INTEGER,
            message_id INTEGER,
            broadcast_id INTEGER,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            UNIQUE (edition, part)
        );
INSERT INTO "outbox" (id, edition, part, subscriber_id, chat_id, thread_id, lane, payload, state, reason, attempts, not_before, lease, message_id, broadcast_id, created, updated) VALUES (1, NULL, 0, NULL, 101, 0, 0, '{"part": {"text": "waited", "mode": "html", "fallback": [], "buttons": [], "preview": null, "photo": null}}', 'pending', '', 0, 0, NULL, NULL, NULL, 1790000000, 1790000000);
CREATE INDEX outbox_ready ON outbox (lane, id) WHERE state = 'pending';
CREATE INDEX outbox_chat ON outbox (chat_id, state);
CREATE TABLE broadcasts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            admin_id INTEGER NOT NULL,
            payload TEXT NOT NULL,
            audience TEXT NOT NULL DEFAULT '{}',
            state TEXT NOT NULL DEFAULT 'draft',
            scheduled INTEGER,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL
        );
INSERT INTO "broadcasts" (id, admin_id, payload, audience, state, scheduled, created, updated) VALUES (1, 7, '{"part": {"text": "waited", "mode": "html", "fallback": [], "buttons": [], "preview": null, "photo": null}}', '{}', 'scheduled', 1790000000, 1790000000, 1790000000);
CREATE TABLE updates (
            update_id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL
        );
CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT NOT NULL);
INSERT INTO "notes" (name, text) VALUES ('alerts.looked', '1789999940');
