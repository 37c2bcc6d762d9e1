package io.fettle.source.kev;

/** A list made by hand, in the vendor's form. */
final class KevDocument {
    private KevDocument() {}

    static String of(String released, String... entries) {
        return """
                {"title": "Known", "catalogVersion": "2024.05.10", "dateReleased": "%s", "count": %d,
                 "vulnerabilities": [%s]}
                """.formatted(released, entries.length, String.join(",", entries));
    }

    static String entry(String cve, String ransomware) {
        return """
                {"cveID": "%s", "vendorProject": "Example", "product": "Router",
                 "vulnerabilityName": "Example Router Traversal", "dateAdded": "2024-05-08",
                 "shortDescription": "The router \\u2013 serves any file.", "requiredAction": "Update.",
                 "dueDate": "2024-05-29", "knownRansomwareCampaignUse": "%s", "notes": "", "cwes": ["CWE-22"]}
                """.formatted(cve, ransomware);
    }
}
