package io.fettle.itests.lab;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the lab: {@code up}, {@code exec NAME -- COMMAND...}, {@code down}. */
public final class Main {
    private static final int USAGE = 2;
    private static final PrintStream OUT = System.err;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(new ArrayList<>(List.of(arguments))));
    }

    private static int run(List<String> words) {
        try {
            Lab lab = new Lab(home(words), what -> OUT.println("lab: " + what));
            String command = words.isEmpty() ? "" : words.remove(0);
            return switch (command) {
                case "up" -> up(lab);
                case "exec" -> exec(lab, words);
                case "down" -> down(lab);
                default -> usage();
            };
        } catch (LabException e) {
            OUT.println("lab: " + e.getMessage());
            return 1;
        }
    }

    private static int up(Lab lab) {
        require();
        if (lab.running()) {
            OUT.println("lab: it runs already, see " + Lab.url());
            return 0;
        }
        try {
            lab.up(Distributions.ofCheckout(Path.of(System.getProperty("fettle.checkout", "."))));
        } catch (LabException e) {
            OUT.println("lab: " + e.getMessage());
            OUT.println("lab: it is left as it is, so that you can look; ./fettle lab down takes it away");
            return 1;
        }
        OUT.println("lab: up. The server is " + Lab.url() + " (reached from this machine only).");
        OUT.println("lab: try ./fettle lab exec pc1 -- apt list --installed; ./fettle lab down takes everything away");
        return 0;
    }

    private static int exec(Lab lab, List<String> words) {
        require();
        if (words.size() < 2) {
            return usage();
        }
        String place = words.remove(0);
        if (words.get(0).equals("--")) {
            words.remove(0);
        }
        return words.isEmpty() ? usage() : lab.exec(place, words);
    }

    private static int down(Lab lab) {
        require();
        lab.down();
        OUT.println("lab: down; nothing of it is left but the base root and the mirror in " + Lab.cache());
        return 0;
    }

    private static int usage() {
        OUT.println("Usage: fettle lab up | exec NAME -- COMMAND... | down   [--home DIR]");
        OUT.println("NAME is pc1 or pc2, or hq or branch for a command of this machine in that office's network");
        return USAGE;
    }

    private static void require() {
        List<String> missing = Requirements.missing();
        if (!missing.isEmpty()) {
            throw new LabException("This machine cannot run the lab: " + String.join("; ", missing));
        }
    }

    /** Takes the option out of the words, but not out of a command after {@code --}. */
    private static Path home(List<String> words) {
        for (int i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
            if (words.get(i).startsWith("--home=")) {
                return Path.of(words.remove(i).substring("--home=".length()), "lab");
            }
            if (words.get(i).equals("--home") && i + 1 < words.size()) {
                words.remove(i);
                return Path.of(words.remove(i), "lab");
            }
        }
        return Lab.cache().resolve("home");
    }
}
