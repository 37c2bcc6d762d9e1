package io.fettle.api.deployment;

/** Where one deployment stands on one computer. Every open state has a deadline. */
public enum TaskState {
    PLANNED,
    WAITING_WINDOW,
    STAGING,
    STAGED,
    NOTIFIED,
    POSTPONED,
    APPLYING,
    VERIFYING,
    REBOOT_PENDING,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    EXPIRED,
    CANCELLED;

    public boolean open() {
        return compareTo(SUCCEEDED) < 0;
    }
}
