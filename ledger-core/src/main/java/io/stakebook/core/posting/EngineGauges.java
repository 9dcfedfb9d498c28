package io.stakebook.core.posting;

/** What the posting engine of this node is doing, for those who watch it. */
public interface EngineGauges {

    /** A quick look. */
    EngineFigures figures();
}
