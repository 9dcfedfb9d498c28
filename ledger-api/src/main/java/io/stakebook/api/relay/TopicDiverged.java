package io.stakebook.api.relay;

/** The topic's newest events are not those of the log: publishing would put two histories into one topic. */
final class TopicDiverged extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    TopicDiverged(String topic, int partition, long sequence, String log) {
        super(
                "topic " + topic + ", partition " + partition + ", ends with an event " + sequence + " and the log "
                        + log
                        + ": the database was set back to an earlier time, or the topic is another book's; nothing is published");
    }
}
