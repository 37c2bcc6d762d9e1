package io.fettle.api.notification;

/** Whiteboard service, provided by the notification bundle: wakes one machine that is connected here. */
public interface WakeListener {
    /**
     * Returns at once.
     *
     * @param subject a computer id or relay id
     * @return true where the machine is connected here and the wake was sent
     */
    boolean wake(String subject);
}
