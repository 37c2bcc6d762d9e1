package io.fettle.api.running;

/** How the kernel that runs stands to those that are installed. */
public enum KernelState {
    /** It is the newest of its flavour. */
    CURRENT,
    /** A newer one of its flavour is installed and waits for a reboot. */
    OUTDATED,
    /** No package owns it: it does not come from the package manager, which has no say in it. */
    NOT_PACKAGED,
    /** Nobody can tell: the computer is a container on somebody else's kernel, or does not say. */
    UNKNOWN
}
