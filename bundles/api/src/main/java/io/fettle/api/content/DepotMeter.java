package io.fettle.api.content;

/** Tells what the depot of this process holds and did. Thread-safe; the first call looks through the disk. */
public interface DepotMeter {
    DepotFigures figures();
}
