package io.fettle.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An office of the demo.
 *
 * @param number second part of its network
 * @param weight how many computers it has, compared with others
 */
record Branch(int number, String city, String timeZone, int weight) {
    private static final int COMPUTERS_EACH = 40;
    private static final String[] CITIES = {
        "Lisbon Europe/Lisbon", "Graz Europe/Vienna", "Leipzig Europe/Berlin", "Gdansk Europe/Warsaw",
        "Lyon Europe/Paris", "Ghent Europe/Brussels", "Turku Europe/Helsinki", "Bergen Europe/Oslo",
        "Malmo Europe/Stockholm", "Aarhus Europe/Copenhagen", "Utrecht Europe/Amsterdam", "Basel Europe/Zurich",
        "Turin Europe/Rome", "Valencia Europe/Madrid", "Porto Europe/Lisbon", "Brno Europe/Prague",
        "Kosice Europe/Bratislava", "Szeged Europe/Budapest", "Cluj Europe/Bucharest", "Plovdiv Europe/Sofia",
        "Tartu Europe/Tallinn", "Kaunas Europe/Vilnius", "Cork Europe/Dublin", "Leeds Europe/London",
        "Izmir Europe/Istanbul", "Boston America/New_York", "Austin America/Chicago", "Denver America/Denver",
        "Halifax America/Halifax", "Recife America/Recife", "Cordoba America/Argentina/Cordoba", "Pune Asia/Kolkata",
        "Osaka Asia/Tokyo", "Busan Asia/Seoul", "Cebu Asia/Manila", "Perth Australia/Perth",
        "Durban Africa/Johannesburg", "Nakuru Africa/Nairobi", "Tema Africa/Accra", "Nelson Pacific/Auckland"
    };

    /** The first ones are there in every demo, so that more computers join them and nobody moves. */
    static List<Branch> all() {
        List<Branch> branches = new ArrayList<>();
        for (int i = 0; i < CITIES.length; i++) {
            String[] words = CITIES[i].split(" ");
            branches.add(new Branch(i + 1, words[0], words[1], i < 3 ? 6 : i < 10 ? 3 : 1));
        }
        return List.copyOf(branches);
    }

    /** How many of them the first so many computers are in. */
    static int neededFor(int computers) {
        return Math.max(1, Math.min(CITIES.length, (computers + COMPUTERS_EACH - 1) / COMPUTERS_EACH));
    }

    /** The office of the computer with this number: a new office for each so many, older ones grow along. */
    static Branch of(int computer, List<Branch> all, Chance chance) {
        List<Branch> open = all.subList(0, neededFor(computer + 1));
        return open.get(chance.share(open.stream().mapToInt(Branch::weight).toArray()));
    }

    String officeName() {
        return city + " (demo)";
    }

    String slug() {
        return Normalizer.normalize(city, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    }

    String network() {
        return "10." + (100 + number) + ".0.0/16";
    }

    String address(Chance chance) {
        return "10." + (100 + number) + '.' + chance.between(1, 20) + '.' + chance.between(2, 254);
    }

    /** Small offices have no distribution server. */
    boolean hasRelay() {
        return number % 4 != 0;
    }

    String relayName() {
        return "relay." + slug() + ".demo.example";
    }
}
