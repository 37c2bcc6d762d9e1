package io.fettle.api.change;

/** What a change is about; its subject is the id of one such thing. */
public enum Topic {
    /** A computer joined, left, moved or got a new inventory. Subject: computer id. */
    COMPUTER,
    /** A catalog revision was published. Subject: source id. */
    CATALOG,
    /** A source's configuration or state changed. Subject: source id. */
    SOURCE,
    /** A deployment was planned, changed or ended. Subject: deployment id. */
    DEPLOYMENT,
    /** A task changed its state. Subject: task id. */
    TASK,
    /** An order waits for a computer. Subject: computer id. */
    ORDER,
    /** Offices or relays changed. Subject: office or relay id. */
    OFFICE,
    /** An approval changed. Subject: patch id. */
    APPROVAL,
    /** There are news of exposure. Subject: id of the newest. */
    EXPOSURE,
    /** A policy for the whole server changed. Subject: name of the policy, such as {@code health}. */
    POLICY
}
