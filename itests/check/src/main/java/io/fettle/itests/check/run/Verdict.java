package io.fettle.itests.check.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What came of one run.
 *
 * @param run counted from 1
 * @param what was done, or what does not hold
 */
public record Verdict(String check, int run, long seed, boolean ok, String what) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One line of JSON. */
    public String json() {
        ObjectNode line = JSON.createObjectNode();
        line.put("check", check).put("run", run).put("seed", seed).put("ok", ok).put("what", what);
        return line.toString();
    }

    /** One line for people. */
    public String line() {
        return String.format("%-14s run %d, seed %d: %s - %s", check, run, seed, ok ? "holds" : "DOES NOT HOLD", what);
    }

    /** What makes this very run again. */
    public String command() {
        return "./fettle check " + check + " --runs 1 --seed " + seed;
    }
}
