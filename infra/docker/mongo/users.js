// Run once by the image of MongoDB, when its volume is empty: a user for each service with no more than it needs.
const { readFileSync } = require('node:fs');
const admin = db.getSiblingDB('admin');
const passwordOf = (service) => readFileSync(`/run/secrets/mongo-${service}.password`, 'utf8').trim();

// The key vault and the sessions are shared; all else has one owner.
const shared = ['newid-key-vault', 'newid-sessions'];
for (const service of ['identity-access', 'programme-design', 'story-submission', 'panel-review', 'impact-reporting']) {
  admin.createUser({
    user: service,
    pwd: passwordOf(service),
    roles: [`newid-${service}`, ...shared].map((name) => ({ role: 'readWrite', db: name })),
  });
}
