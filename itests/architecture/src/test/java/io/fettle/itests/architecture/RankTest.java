package io.fettle.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.itests.architecture.Jars.Jar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Rule 2: a service reference points left only. Plug-ins, dynamic and never mandatory, are the one exception: news and
 * extensions use them.
 */
class RankTest {
    private static final Map<String, Integer> RANK = new TreeMap<>();

    static {
        int rank = 0;
        for (String row : new String[] {
            "persistence",
            "security depot",
            "catalog inventory",
            "approval",
            "mirror sources source.apt source.debian.tracker source.kev source.epss source.rpm source.example assessment",
            "deployment demo",
            "exchange",
            "gateway notification",
            "health rest console"
        }) {
            for (String name : row.split(" ")) {
                RANK.put("io.fettle." + name, rank);
            }
            rank++;
        }
    }

    private static final Pattern PROVIDED = Pattern.compile("<provide interface=\"(io\\.fettle[^\"]+)\"");
    private static final Pattern REFERENCE = Pattern.compile("<reference ([^>]*)/?>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");

    private final Map<String, Jar> jars = Jars.ours();

    @Test
    void referencesPointLeft() {
        Map<String, String> providers = providers();
        List<String> wrong = new ArrayList<>();
        for (Jar jar : jars.values()) {
            for (String component : jar.components()) {
                for (String wanted : references(component)) {
                    String provider = providers.get(wanted);
                    if (provider != null && !provider.equals(jar.name()) && !pointsLeft(jar.name(), provider)) {
                        wrong.add(jar.name() + " calls " + wanted + " of " + provider);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyServerBundleHasARank() {
        assertThat(RANK.keySet())
                .containsAll(jars.values().stream()
                        .filter(j -> !j.components().isEmpty())
                        .map(Jar::name)
                        .filter(n -> !n.equals("io.fettle.agent") && !n.equals("io.fettle.relay"))
                        .toList());
    }

    private static boolean pointsLeft(String from, String to) {
        Integer mine = RANK.get(from);
        Integer theirs = RANK.get(to);
        return mine == null || theirs == null || theirs < mine;
    }

    /** Service interface to the server's bundle that provides it. */
    private Map<String, String> providers() {
        Map<String, String> providers = new TreeMap<>();
        for (Jar jar : jars.values()) {
            if (RANK.containsKey(jar.name())) {
                for (String component : jar.components()) {
                    Matcher provided = PROVIDED.matcher(component);
                    while (provided.find()) {
                        providers.putIfAbsent(provided.group(1), jar.name());
                    }
                }
            }
        }
        return providers;
    }

    private static List<String> references(String component) {
        List<String> wanted = new ArrayList<>();
        Matcher references = REFERENCE.matcher(component);
        while (references.find()) {
            Map<String, String> attributes = new TreeMap<>();
            Matcher attribute = ATTRIBUTE.matcher(references.group(1));
            while (attribute.find()) {
                attributes.put(attribute.group(1), attribute.group(2));
            }
            boolean plugIn = "0..n".equals(attributes.get("cardinality"))
                    || ("0..1".equals(attributes.get("cardinality")) && "dynamic".equals(attributes.get("policy")));
            if (!plugIn) {
                wanted.add(attributes.getOrDefault("interface", ""));
            }
        }
        return wanted;
    }
}
