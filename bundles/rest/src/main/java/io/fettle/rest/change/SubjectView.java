package io.fettle.rest.change;

/** What an event is about. @param subject an id; empty where the reader may not know it */
record SubjectView(String subject) {}
