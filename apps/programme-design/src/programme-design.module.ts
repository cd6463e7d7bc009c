import { Module, type DynamicModule } from '@nestjs/common';

import { ServiceRuntime } from '#service-kit/service.js';

import { AddDomainApi } from './use-cases/add-domain/add-domain.api.js';
import { AddDomainHandler } from './use-cases/add-domain/add-domain.command.js';
import { AddDomainPage } from './use-cases/add-domain/add-domain.page.js';
import { AddPeriodApi } from './use-cases/add-period/add-period.api.js';
import { AddPeriodHandler } from './use-cases/add-period/add-period.command.js';
import { AddPeriodPage } from './use-cases/add-period/add-period.page.js';
import { AdoptFrameworkApi } from './use-cases/adopt-framework/adopt-framework.api.js';
import { AdoptFrameworkHandler } from './use-cases/adopt-framework/adopt-framework.command.js';
import { AdoptFrameworkPage } from './use-cases/adopt-framework/adopt-framework.page.js';
import { ApprovePackApi } from './use-cases/approve-pack/approve-pack.api.js';
import { ApprovePackHandler } from './use-cases/approve-pack/approve-pack.command.js';
import { ApprovePackPage } from './use-cases/approve-pack/approve-pack.page.js';
import { AskExtraApi } from './use-cases/ask-extra/ask-extra.api.js';
import { AskExtraHandler } from './use-cases/ask-extra/ask-extra.command.js';
import { AskExtraPage, AskNewExtraPage } from './use-cases/ask-extra/ask-extra.page.js';
import { ClosePeriodApi } from './use-cases/close-period/close-period.api.js';
import { ClosePeriodHandler } from './use-cases/close-period/close-period.command.js';
import { ClosePeriodPage } from './use-cases/close-period/close-period.page.js';
import { CreateProgrammeApi } from './use-cases/create-programme/create-programme.api.js';
import { CreateProgrammeHandler } from './use-cases/create-programme/create-programme.command.js';
import { CreateProgrammePage } from './use-cases/create-programme/create-programme.page.js';
import { NameLevelApi } from './use-cases/name-level/name-level.api.js';
import { NameLevelHandler } from './use-cases/name-level/name-level.command.js';
import { NameLevelPage, NameNewLevelPage } from './use-cases/name-level/name-level.page.js';
import { NameSafeguardingApi } from './use-cases/name-safeguarding/name-safeguarding.api.js';
import { NameSafeguardingHandler } from './use-cases/name-safeguarding/name-safeguarding.command.js';
import { NameSafeguardingPage } from './use-cases/name-safeguarding/name-safeguarding.page.js';
import { OpenPeriodApi } from './use-cases/open-period/open-period.api.js';
import { OpenPeriodHandler } from './use-cases/open-period/open-period.command.js';
import { OpenPeriodPage } from './use-cases/open-period/open-period.page.js';
import { PlacePanelApi } from './use-cases/place-panel/place-panel.api.js';
import { PlacePanelHandler } from './use-cases/place-panel/place-panel.command.js';
import { PlaceNewPanelPage, PlacePanelPage } from './use-cases/place-panel/place-panel.page.js';
import { RehearsalPage } from './use-cases/rehearse/rehearsal.page.js';
import { RehearsalsPage } from './use-cases/rehearse/rehearsals.page.js';
import { RehearseApi } from './use-cases/rehearse/rehearse.api.js';
import { RehearseHandler } from './use-cases/rehearse/rehearse.command.js';
import { SeeRehearsalHandler, SeeRehearsalsHandler } from './use-cases/rehearse/see-rehearsals.query.js';
import { ReviseDomainApi } from './use-cases/revise-domain/revise-domain.api.js';
import { ReviseDomainHandler } from './use-cases/revise-domain/revise-domain.command.js';
import { ReviseDomainPage } from './use-cases/revise-domain/revise-domain.page.js';
import { ReviseGuidesApi } from './use-cases/revise-guides/revise-guides.api.js';
import { ReviseGuidesHandler } from './use-cases/revise-guides/revise-guides.command.js';
import { ReviseGuidesPage } from './use-cases/revise-guides/revise-guides.page.js';
import { ReviseLadderApi } from './use-cases/revise-ladder/revise-ladder.api.js';
import { ReviseLadderHandler } from './use-cases/revise-ladder/revise-ladder.command.js';
import { RevisePanelRulesApi } from './use-cases/revise-panel-rules/revise-panel-rules.api.js';
import { RevisePanelRulesHandler } from './use-cases/revise-panel-rules/revise-panel-rules.command.js';
import { RevisePanelRulesPage } from './use-cases/revise-panel-rules/revise-panel-rules.page.js';
import { RevisePeriodApi } from './use-cases/revise-period/revise-period.api.js';
import { RevisePeriodHandler } from './use-cases/revise-period/revise-period.command.js';
import { RevisePeriodPage } from './use-cases/revise-period/revise-period.page.js';
import { ReviseProgrammeApi } from './use-cases/revise-programme/revise-programme.api.js';
import { ReviseProgrammeHandler } from './use-cases/revise-programme/revise-programme.command.js';
import { ReviseProgrammePage } from './use-cases/revise-programme/revise-programme.page.js';
import { ReviseRulesApi } from './use-cases/revise-rules/revise-rules.api.js';
import { ReviseRulesHandler } from './use-cases/revise-rules/revise-rules.command.js';
import { ReviseRulesPage } from './use-cases/revise-rules/revise-rules.page.js';
import { ReviseConsentOverTimeApi } from './use-cases/revise-consent-over-time/revise-consent-over-time.api.js';
import { ReviseConsentOverTimeHandler } from './use-cases/revise-consent-over-time/revise-consent-over-time.command.js';
import { ReviseConsentOverTimePage } from './use-cases/revise-consent-over-time/revise-consent-over-time.page.js';
import { ReviseCareApi } from './use-cases/revise-care/revise-care.api.js';
import { ReviseMediaApi } from './use-cases/revise-media/revise-media.api.js';
import { ReviseCareHandler } from './use-cases/revise-care/revise-care.command.js';
import { ReviseMediaHandler } from './use-cases/revise-media/revise-media.command.js';
import { ReviseCarePage } from './use-cases/revise-care/revise-care.page.js';
import { ReviseMediaPage } from './use-cases/revise-media/revise-media.page.js';
import { ReviseConsentWordingApi } from './use-cases/revise-consent-wording/revise-consent-wording.api.js';
import { ReviseConsentWordingHandler } from './use-cases/revise-consent-wording/revise-consent-wording.command.js';
import { ReviseConsentWordingPage } from './use-cases/revise-consent-wording/revise-consent-wording.page.js';
import { SeeApprovalPackApi } from './use-cases/see-approval-pack/see-approval-pack.api.js';
import { SeeApprovalPackPage } from './use-cases/see-approval-pack/see-approval-pack.page.js';
import { SeeApprovalPackHandler } from './use-cases/see-approval-pack/see-approval-pack.query.js';
import { SeeChangesApi } from './use-cases/see-changes/see-changes.api.js';
import { SeeChangesPage } from './use-cases/see-changes/see-changes.page.js';
import { SeeChangesHandler } from './use-cases/see-changes/see-changes.query.js';
import { SeeFrameworkApi } from './use-cases/see-framework/see-framework.api.js';
import { SeeProgrammeApi } from './use-cases/see-programme/see-programme.api.js';
import { SeeProgrammePage } from './use-cases/see-programme/see-programme.page.js';
import { SeeProgrammeHandler } from './use-cases/see-programme/see-programme.query.js';
import { SeeProgrammesApi } from './use-cases/see-programmes/see-programmes.api.js';
import { SeeProgrammesPage } from './use-cases/see-programmes/see-programmes.page.js';
import { SeeProgrammesHandler } from './use-cases/see-programmes/see-programmes.query.js';
import { SettleDataProtectionApi } from './use-cases/settle-data-protection/settle-data-protection.api.js';
import { SettleDataProtectionHandler } from './use-cases/settle-data-protection/settle-data-protection.command.js';
import { SettleDataProtectionPage } from './use-cases/settle-data-protection/settle-data-protection.page.js';
import { TakeLevelOffApi } from './use-cases/take-level-off/take-level-off.api.js';
import { TakeLevelOffHandler } from './use-cases/take-level-off/take-level-off.command.js';
import { TakeLevelOffPage } from './use-cases/take-level-off/take-level-off.page.js';
import { TakePanelOffApi } from './use-cases/take-panel-off/take-panel-off.api.js';
import { TakePanelOffHandler } from './use-cases/take-panel-off/take-panel-off.command.js';
import { TakePanelOffPage } from './use-cases/take-panel-off/take-panel-off.page.js';

@Module({})
export class ProgrammeDesignModule {
  static over(service: ServiceRuntime): DynamicModule {
    return {
      module: ProgrammeDesignModule,
      controllers: [
        AdoptFrameworkApi,
        SeeFrameworkApi,
        AdoptFrameworkPage,
        CreateProgrammeApi,
        SeeProgrammesApi,
        SeeProgrammeApi,
        AddDomainApi,
        AddPeriodApi,
        OpenPeriodApi,
        ClosePeriodApi,
        ReviseLadderApi,
        PlacePanelApi,
        TakePanelOffApi,
        NameLevelApi,
        TakeLevelOffApi,
        ReviseDomainApi,
        ReviseGuidesApi,
        RevisePeriodApi,
        ReviseProgrammeApi,
        ReviseRulesApi,
        RevisePanelRulesApi,
        ReviseConsentWordingApi,
        NameSafeguardingApi,
        ReviseCareApi,
        ReviseConsentOverTimeApi,
        ReviseMediaApi,
        AskExtraApi,
        SeeChangesApi,
        CreateProgrammePage,
        AddDomainPage,
        AddPeriodPage,
        SeeProgrammesPage,
        SeeProgrammePage,
        OpenPeriodPage,
        ClosePeriodPage,
        PlaceNewPanelPage,
        PlacePanelPage,
        TakePanelOffPage,
        NameNewLevelPage,
        NameLevelPage,
        TakeLevelOffPage,
        ReviseDomainPage,
        ReviseGuidesPage,
        RevisePeriodPage,
        ReviseProgrammePage,
        ReviseRulesPage,
        RevisePanelRulesPage,
        ReviseConsentWordingPage,
        NameSafeguardingPage,
        ReviseCarePage,
        ReviseConsentOverTimePage,
        ReviseMediaPage,
        AskNewExtraPage,
        AskExtraPage,
        SeeChangesPage,
        SettleDataProtectionApi,
        SettleDataProtectionPage,
        SeeApprovalPackApi,
        SeeApprovalPackPage,
        ApprovePackApi,
        ApprovePackPage,
        RehearseApi,
        RehearsalsPage,
        RehearsalPage,
      ],
      providers: [
        { provide: ServiceRuntime, useValue: service },
        AdoptFrameworkHandler,
        CreateProgrammeHandler,
        AddDomainHandler,
        AddPeriodHandler,
        OpenPeriodHandler,
        ClosePeriodHandler,
        ReviseLadderHandler,
        PlacePanelHandler,
        TakePanelOffHandler,
        NameLevelHandler,
        TakeLevelOffHandler,
        SeeProgrammesHandler,
        ReviseDomainHandler,
        ReviseGuidesHandler,
        RevisePeriodHandler,
        ReviseProgrammeHandler,
        ReviseRulesHandler,
        RevisePanelRulesHandler,
        ReviseConsentWordingHandler,
        NameSafeguardingHandler,
        ReviseCareHandler,
        ReviseConsentOverTimeHandler,
        ReviseMediaHandler,
        AskExtraHandler,
        SeeChangesHandler,
        SeeProgrammeHandler,
        SettleDataProtectionHandler,
        SeeApprovalPackHandler,
        ApprovePackHandler,
        RehearseHandler,
        SeeRehearsalsHandler,
        SeeRehearsalHandler,
      ],
    };
  }
}
