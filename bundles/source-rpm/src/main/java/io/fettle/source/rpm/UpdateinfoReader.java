package io.fettle.source.rpm;

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Reference;
import io.fettle.format.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** Reads the updates of an updateinfo.xml, one after the other. For one thread. */
final class UpdateinfoReader {
    static final int MAX_UPDATES = 200_000;
    private static final int MAX_REFERENCES = 1_000;

    private final Elements elements;
    private final Modules modules;
    private final String what;
    private int count;
    private long leftOut;

    /** Takes what is read. */
    interface Found {
        void update(Update update) throws IOException;
    }

    private UpdateinfoReader(Elements elements, Modules modules, String what) {
        this.elements = elements;
        this.modules = modules;
        this.what = what;
    }

    /** Returns how many packages were left out, because they have no proper name or version. */
    static long read(InputStream in, long maxBytes, Modules modules, Found found, String what) throws IOException {
        UpdateinfoReader reader = new UpdateinfoReader(Elements.open(in, maxBytes, "updates", what), modules, what);
        reader.read(found);
        return reader.leftOut;
    }

    private void read(Found found) throws IOException {
        while (elements.next()) {
            if (!elements.name().equals("update")) {
                elements.skip();
                continue;
            }
            if (++count > MAX_UPDATES) {
                throw new FormatException(what, "more than " + MAX_UPDATES + " updates");
            }
            found.update(update());
        }
        elements.finish();
    }

    private Update update() throws IOException {
        Update update = new Update();
        update.type = UpdateWords.type(elements.attribute("type"));
        update.status = UpdateWords.status(elements.attribute("status"));
        update.from = elements.attribute("from");
        String lead = "";
        while (elements.next()) {
            switch (elements.name()) {
                case "id" -> update.id = elements.text();
                case "title" -> {
                    update.title = elements.text();
                    update.cves.addAll(UpdateWords.cves(update.title));
                }
                case "issued" -> {
                    update.issued = UpdateWords.time(elements.attribute("date"));
                    elements.skip();
                }
                case "updated" -> {
                    update.updated = UpdateWords.time(elements.attribute("date"));
                    elements.skip();
                }
                case "severity" -> severity(update, elements.text());
                case "summary" -> lead = elements.text();
                case "description" -> update.summary = elements.text();
                case "references" -> references(update);
                case "pkglist" -> collections(update);
                default -> aftermath(update);
            }
        }
        if (update.summary.isEmpty()) {
            update.summary = lead;
        }
        requireId(update.id);
        return update;
    }

    private void requireId(String id) throws FormatException {
        boolean formed =
                !id.isEmpty() && id.length() <= Advisory.MAX_ID && id.chars().noneMatch(Character::isISOControl);
        if (!formed) {
            throw new FormatException(what, "an update without an id, or with one that is too long or no line");
        }
    }

    private static void severity(Update update, String word) {
        update.severity = UpdateWords.severity(word);
        // A word that is known is short.
        update.severityWord = word;
    }

    private void references(Update update) throws IOException {
        while (elements.next()) {
            String type = elements.attribute("type").toLowerCase(Locale.ROOT);
            String id = elements.attribute("id");
            String url = elements.attribute("href");
            update.cves.addAll(UpdateWords.cves(id));
            update.cves.addAll(UpdateWords.cves(elements.attribute("title")));
            if (update.cves.size() > Advisory.MAX_LIST) {
                throw new FormatException(what, "update " + update.id + " names too many CVEs");
            }
            boolean room = update.references.size() < MAX_REFERENCES;
            boolean web = url.startsWith("https://") || url.startsWith("http://");
            if (room && web && url.length() <= Reference.MAX_URL) {
                update.references.add(new Reference(referenceType(type), url));
            }
            if (room && isAdvisory(type) && isName(id)) {
                update.related.add(id);
            }
            elements.skip();
        }
    }

    private static boolean isName(String id) {
        return !id.isBlank() && id.length() <= Advisory.MAX_ID;
    }

    private static boolean isAdvisory(String type) {
        return type.equals("rhsa") || type.equals("errata");
    }

    private static String referenceType(String type) {
        if (type.equals("self") || isAdvisory(type)) {
            return "ADVISORY";
        }
        return type.equals("bugzilla") ? "REPORT" : "WEB";
    }

    private void collections(Update update) throws IOException {
        while (elements.next()) {
            if (elements.name().equals("collection")) {
                collection(update);
            } else {
                elements.skip();
            }
        }
    }

    private void collection(Update update) throws IOException {
        String module = "";
        while (elements.next()) {
            switch (elements.name()) {
                case "module" -> {
                    String name = elements.attribute("name");
                    String stream = elements.attribute("stream");
                    module = Forms.isName(name) && Forms.isName(stream) ? name + ':' + stream : "";
                    elements.skip();
                }
                case "package" -> onePackage(update, module);
                default -> elements.skip();
            }
        }
    }

    private void onePackage(Update update, String module) throws IOException {
        Optional<Nevra> nevra = Nevra.of(
                elements.attribute("name"),
                elements.attribute("epoch"),
                elements.attribute("version"),
                elements.attribute("release"),
                elements.attribute("arch"));
        while (elements.next()) {
            aftermath(update);
        }
        leftOut += nevra.isEmpty() ? 1 : 0;
        if (nevra.isPresent() && !nevra.get().isSource()) {
            // Not every vendor repeats in its updates what its list of modules says.
            update.add(nevra.get(), module.isEmpty() ? modules.streamOf(nevra.get()) : module);
        }
    }

    /** Takes the present element, which may be one of the marks. */
    private void aftermath(Update update) throws IOException {
        Optional<Advisory.Aftermath> mark =
                switch (elements.name()) {
                    case "reboot_suggested" -> Optional.of(Advisory.Aftermath.REBOOT);
                    case "restart_suggested" -> Optional.of(Advisory.Aftermath.RESTART);
                    case "relogin_suggested" -> Optional.of(Advisory.Aftermath.RELOGIN);
                    default -> Optional.empty();
                };
        if (mark.isEmpty()) {
            elements.skip();
        } else if (UpdateWords.isSet(elements.text())) {
            update.aftermath.add(mark.get());
        }
    }
}
