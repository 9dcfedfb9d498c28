package io.stakebook.persistence.posting;

/** What an outcome is kept under. */
record KeyName(String scope, String key) {}
