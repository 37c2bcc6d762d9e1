package io.fettle.itests.bench.figure;

import java.io.PrintStream;

/** Tells figures as they come: rows for people, or a line of JSON each. Notes never mix with JSON. */
public final class Report {
    private final PrintStream figures;
    private final PrintStream notes;
    private final boolean json;
    private boolean begun;

    public Report(PrintStream figures, PrintStream notes, boolean json) {
        this.figures = figures;
        this.notes = notes;
        this.json = json;
    }

    public void add(Figure figure) {
        if (json) {
            figures.println(figure.json());
        } else {
            if (!begun) {
                figures.println(Figure.head());
            }
            figures.println(figure.row());
        }
        begun = true;
        figures.flush();
    }

    /** What goes on, or what a reader has to know about the figures. */
    public void note(String text) {
        notes.println("bench: " + text);
    }
}
