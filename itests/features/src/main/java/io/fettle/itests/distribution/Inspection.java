package io.fettle.itests.distribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the inspector saw.
 *
 * @param booted whether all that is installed at start-up is installed
 * @param bundles how many bundles there are
 * @param faults bundles that are not active and components that are not satisfied, one line each
 * @param features per feature that was installed alone: its faults, empty if it is sound
 */
public record Inspection(boolean booted, int bundles, List<String> faults, Map<String, String> features) {
    public Inspection {
        faults = List.copyOf(faults);
        features = new LinkedHashMap<>(features);
    }

    public boolean sound() {
        return booted && faults.isEmpty();
    }

    static Inspection parse(List<String> lines) {
        boolean booted = false;
        int bundles = 0;
        List<String> faults = new ArrayList<>();
        Map<String, String> features = new LinkedHashMap<>();
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            switch (fields[0]) {
                case "booted" -> booted = true;
                case "bundles" -> bundles = Integer.parseInt(fields[1]);
                case "fault" -> faults.add(fields[1]);
                case "feature" -> features.put(fields[1], fields[2]);
                default -> throw new IllegalArgumentException("The inspector wrote: " + line);
            }
        }
        return new Inspection(booted, bundles, faults, features);
    }
}
