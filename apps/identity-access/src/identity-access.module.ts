import { Module, type DynamicModule } from '@nestjs/common';

import { ServiceRuntime } from '#service-kit/service.js';

import { IdentitySettings } from './identity-settings.js';
import { NextStep } from './proof/next-step.js';
import { PasskeyChallenges } from './proof/passkey-challenges.js';
import { SecondSteps } from './proof/second-steps.js';
import { RehearsedLettersToPeopleApi } from './rehearsing/rehearsed-letters-to-people.api.js';
import { RehearsedLettersToPeoplePage } from './rehearsing/rehearsed-letters-to-people.page.js';
import { AddPasskeyApi } from './use-cases/add-passkey/add-passkey.api.js';
import { AddPasskeyPage } from './use-cases/add-passkey/add-passkey.page.js';
import { ChangePasskeysHandler } from './use-cases/add-passkey/change-passkeys.command.js';
import { AddPersonApi } from './use-cases/add-person/add-person.api.js';
import { AddPersonHandler } from './use-cases/add-person/add-person.command.js';
import { AddPersonPage } from './use-cases/add-person/add-person.page.js';
import { ChangePasswordApi } from './use-cases/change-password/change-password.api.js';
import { ChangePasswordHandler } from './use-cases/change-password/change-password.command.js';
import { ChangePasswordPage } from './use-cases/change-password/change-password.page.js';
import { ChangeRolesApi } from './use-cases/change-roles/change-roles.api.js';
import { ChangeRolesHandler } from './use-cases/change-roles/change-roles.command.js';
import { ChangeRolesPage } from './use-cases/change-roles/change-roles.page.js';
import { ChangeSecondStepApi } from './use-cases/change-second-step/change-second-step.api.js';
import { ChangeSecondStepHandler } from './use-cases/change-second-step/change-second-step.command.js';
import { ChangeSecondStepPages } from './use-cases/change-second-step/change-second-step.page.js';
import { ChooseRemindersApi } from './use-cases/choose-reminders/choose-reminders.api.js';
import { ChooseRemindersHandler } from './use-cases/choose-reminders/choose-reminders.command.js';
import { ChooseRemindersPage } from './use-cases/choose-reminders/choose-reminders.page.js';
import { ChoosePasswordHandler } from './use-cases/choose-password/choose-password.command.js';
import { EndAccountApi } from './use-cases/end-account/end-account.api.js';
import { EndAccountHandler } from './use-cases/end-account/end-account.command.js';
import { EndAccountPage } from './use-cases/end-account/end-account.page.js';
import { EndSessionApi } from './use-cases/end-session/end-session.api.js';
import { EndSessionPage } from './use-cases/end-session/end-session.page.js';
import { EndSessionsApi } from './use-cases/end-sessions/end-sessions.api.js';
import { EndSessionsHandler } from './use-cases/end-sessions/end-sessions.command.js';
import { EndSessionsPage } from './use-cases/end-sessions/end-sessions.page.js';
import { EnterAsSample } from './use-cases/enter-as-sample/enter-as-sample.js';
import { InvitePersonApi } from './use-cases/invite-person/invite-person.api.js';
import { InvitePersonHandler, TakeBackInvitationHandler } from './use-cases/invite-person/invite-person.command.js';
import { InvitePersonPage } from './use-cases/invite-person/invite-person.page.js';
import { BreachesApi } from './use-cases/keep-breaches/breaches.api.js';
import { SeeBreachesPage } from './use-cases/keep-breaches/see-breaches.page.js';
import { WriteBreachPage } from './use-cases/keep-breaches/write-breach.page.js';
import { DisclosuresApi } from './use-cases/keep-disclosures/disclosures.api.js';
import { SeeDisclosuresPage } from './use-cases/keep-disclosures/see-disclosures.page.js';
import { WriteDisclosurePage } from './use-cases/keep-disclosures/write-disclosure.page.js';
import { MakeLinkApi } from './use-cases/make-link/make-link.api.js';
import { MakeLinkHandler } from './use-cases/make-link/make-link.command.js';
import { MakeLinkPage } from './use-cases/make-link/make-link.page.js';
import { PassSecondStepPage } from './use-cases/pass-second-step/pass-second-step.page.js';
import { SeeAuditApi } from './use-cases/see-audit/see-audit.api.js';
import { SeeAuditPage } from './use-cases/see-audit/see-audit.page.js';
import { SeeAuditHandler } from './use-cases/see-audit/see-audit.query.js';
import { SeeHomePage } from './use-cases/see-home/see-home.page.js';
import { SeeHowISignInPage } from './use-cases/see-how-i-sign-in/see-how-i-sign-in.page.js';
import { SeeHowISignInHandler } from './use-cases/see-how-i-sign-in/see-how-i-sign-in.query.js';
import { SeeMySessionsApi } from './use-cases/see-how-i-sign-in/see-my-sessions.api.js';
import { SeeNoticesPages } from './use-cases/see-notices/see-notices.page.js';
import { SeePeopleApi } from './use-cases/see-people/see-people.api.js';
import { SeePeoplePage } from './use-cases/see-people/see-people.page.js';
import { SeePeopleHandler } from './use-cases/see-people/see-people.query.js';
import { SeePersonApi } from './use-cases/see-person/see-person.api.js';
import { SeePersonPage } from './use-cases/see-person/see-person.page.js';
import { SeePersonHandler } from './use-cases/see-person/see-person.query.js';
import { SetSignInRulesApi } from './use-cases/set-sign-in-rules/set-sign-in-rules.api.js';
import { SetSignInRulesHandler } from './use-cases/set-sign-in-rules/set-sign-in-rules.command.js';
import { SetSignInRulesPage } from './use-cases/set-sign-in-rules/set-sign-in-rules.page.js';
import { SetUpApi } from './use-cases/set-up/set-up.api.js';
import { SetUpHandler } from './use-cases/set-up/set-up.command.js';
import { ProvePassword } from './proof/prove-password.js';
import { SignInApi } from './use-cases/sign-in/sign-in.api.js';
import { SignInPage } from './use-cases/sign-in/sign-in.page.js';
import { SignOutPage } from './use-cases/sign-out/sign-out.page.js';
import { SignInElsewhere } from './use-cases/sign-in-elsewhere/sign-in-elsewhere.js';
import { SignInWithPasskey } from './use-cases/sign-in-with-passkey/sign-in-with-passkey.js';
import { UseLinkApi } from './use-cases/use-link/use-link.api.js';
import { UseLinkPage } from './use-cases/use-link/use-link.page.js';
import { SeeEntriesHandler, SeeEntryHandler } from './registers/see-entries.query.js';
import { WriteEntryHandler } from './registers/write-entry.command.js';

@Module({})
export class IdentityAccessModule {
  static over(service: ServiceRuntime, settings: IdentitySettings): DynamicModule {
    return {
      module: IdentityAccessModule,
      controllers: [
        SetUpApi,
        AddPersonApi,
        SeePeopleApi,
        EnterAsSample,
        SeeHomePage,
        SignInPage,
        SignOutPage,
        UseLinkPage,
        SeePeoplePage,
        AddPersonPage,
        SeeNoticesPages,
        SeeHowISignInPage,
        SeeMySessionsApi,
        EndSessionApi,
        EndSessionPage,
        ChangeRolesApi,
        ChangeRolesPage,
        EndAccountApi,
        EndAccountPage,
        EndSessionsApi,
        EndSessionsPage,
        AddPasskeyApi,
        AddPasskeyPage,
        SignInWithPasskey,
        SignInElsewhere,
        PassSecondStepPage,
        ChangeSecondStepApi,
        ChangeSecondStepPages,
        SetSignInRulesApi,
        SetSignInRulesPage,
        SeeAuditApi,
        SeeAuditPage,
        SeePersonApi,
        SeePersonPage,
        InvitePersonApi,
        InvitePersonPage,
        MakeLinkApi,
        MakeLinkPage,
        SignInApi,
        UseLinkApi,
        ChangePasswordApi,
        ChangePasswordPage,
        ChooseRemindersApi,
        ChooseRemindersPage,
        BreachesApi,
        SeeBreachesPage,
        WriteBreachPage,
        DisclosuresApi,
        SeeDisclosuresPage,
        WriteDisclosurePage,
        RehearsedLettersToPeopleApi,
        RehearsedLettersToPeoplePage,
      ],
      providers: [
        { provide: ServiceRuntime, useValue: service },
        { provide: IdentitySettings, useValue: settings },
        AddPersonHandler,
        SetUpHandler,
        SeePeopleHandler,
        SeePersonHandler,
        SeeAuditHandler,
        SeeHowISignInHandler,
        InvitePersonHandler,
        TakeBackInvitationHandler,
        MakeLinkHandler,
        ChoosePasswordHandler,
        ChangePasswordHandler,
        ProvePassword,
        ChangeRolesHandler,
        EndAccountHandler,
        EndSessionsHandler,
        SecondSteps,
        PasskeyChallenges,
        ChangePasskeysHandler,
        NextStep,
        ChangeSecondStepHandler,
        SetSignInRulesHandler,
        ChooseRemindersHandler,
        SeeEntriesHandler,
        SeeEntryHandler,
        WriteEntryHandler,
      ],
    };
  }
}
