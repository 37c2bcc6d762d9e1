package io.fettle.protocol;

/**
 * A message is whole but says something that this version does not know. Nothing of it may be used, as of a malformed one;
 * but it is no sign of harm, and its sender can be told what to do about it.
 */
public final class NotUnderstoodException extends MalformedMessageException {
    private static final long serialVersionUID = 1L;

    private final String word;
    private final String task;

    /**
     * @param word what is not known
     * @param task the task that the message names; empty where it names none
     */
    NotUnderstoodException(String message, String word, String task) {
        super(ProtocolError.NOT_UNDERSTOOD, message + "; one side needs an upgrade", null);
        this.word = word;
        this.task = task;
    }

    public String word() {
        return word;
    }

    public String task() {
        return task;
    }
}
