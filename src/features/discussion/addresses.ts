/** Where a comment is read, under the address of its subject. */
export const commentPath = ({ path, id }: { path: string; id: string }) => `${path}/commentaires/${id}`

/** Where an attachment is. */
export const attachmentPath = ({ path, id }: { path: string; id: string }) => `${path}/pieces/${id}`
